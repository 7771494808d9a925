package org.xingtan.guangzhou;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.cover.LoadCover;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Window;
import org.xingtan.study.LoadStudy;

/** A school with several people away in the weeks to come: one whose lessons are taken, one without lessons, and two of one subject at once for whom nothing is arranged yet. */
@Component
@Order(44)
class GuangzhouCover implements DemoPart {

    private static final String SCHOOL = "440106-S003";
    private static final int LEADERS = 4;
    /** Two hours of 45 minutes, and a pause. */
    private static final int MINUTES = 100;

    private record Two(DemoPerson one, DemoPerson other) {}

    private final LoadStudy study;
    private final LoadCover cover;
    private final Organizations organizations;
    private final DemoActors actors;
    private final Clock clock;

    GuangzhouCover(LoadStudy study, LoadCover cover, Organizations organizations, DemoActors actors, Clock clock) {
        this.study = study;
        this.cover = cover;
        this.organizations = organizations;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var colleagues = people.stream().filter(person -> person.unit().code().equals(SCHOOL) && person.isInService()).toList();
        if (colleagues.size() > LEADERS) {
            var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
            var first = GuangzhouStudies.schoolDay(today.plusDays(6));
            var second = GuangzhouStudies.schoolDay(first.plusDays(1));
            arrange(organizations.byCode(SCHOOL).orElseThrow(), colleagues, two(colleagues), first, second);
        }
    }

    private void arrange(OrganizationCard unit, List<DemoPerson> colleagues, Two two, LocalDate first, LocalDate second) {
        var principal = actors.of("gzprincipal");
        var others = colleagues.stream().filter(it -> !it.equals(two.one) && !it.equals(two.other)).toList();
        var plan = plan(unit, first.getYear());
        var next = second.getYear() == first.getYear() ? plan : plan(unit, second.getYear());
        lead(plan, first, "08:30", "青年教师汇报课观摩", others.get(0));
        lead(plan, first, "10:20", "新教材单元研读", others.get(1));
        lead(next, second, "08:30", "跨校听评课（上）", two.one);
        lead(next, second, "08:50", "跨校听评课（下）", two.other);
        cover.arrange(principal, unit.id(), others.get(0).id(), first, others.get(2).id(), "第二、三节，八年级（3）班");
        cover.arrange(principal, unit.id(), others.get(1).id(), first, null, "");
    }

    private void lead(UUID plan, LocalDate day, String starts, String topic, DemoPerson leader) {
        var ends = LocalTime.parse(starts).plusMinutes(MINUTES).toString();
        study.event(actors.of("gzschool"), plan, new LoadStudy.WantedEvent(day.toString(), starts, ends, "天河区教师发展中心", topic, leader.id(), "2.00", false));
    }

    private UUID plan(OrganizationCard unit, int year) {
        var administrator = actors.of("gzschool");
        var plan = study.plan(administrator, unit.id(), new LoadStudy.WantedPlan(year, "跨校听评课与观摩", "与片区学校互相听课、评课，把好做法带回本校。", "PROFESSIONAL", null, "2.00", "教导处"));
        study.submit(administrator, plan);
        study.answer(actors.of("gzdistrict"), plan, true, "");
        return plan;
    }

    /** Of one subject, where there are any. */
    private static Two two(List<DemoPerson> colleagues) {
        return colleagues.stream().flatMap(one -> colleagues.stream().filter(other -> !other.equals(one) && Objects.equals(subject(one), subject(other)) && subject(one) != null)
            .map(other -> new Two(one, other))).findFirst().orElse(new Two(colleagues.getFirst(), colleagues.getLast()));
    }

    private static @Nullable String subject(DemoPerson person) {
        return person.row().subject();
    }
}
