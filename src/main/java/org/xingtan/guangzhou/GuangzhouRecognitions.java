package org.xingtan.guangzhou;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.recognition.Claim.Decision;
import org.xingtan.recognition.LoadClaims;

/**
 * Hours from outside: the city recognizes the usual kinds, and so does the province in which the provider of the cast hands in its workbooks; trainings in person have brought most teachers what the year asks, and others a
 * part of it; in one school claims stand at every point of their way.
 */
@Component
@Order(40)
class GuangzhouRecognitions implements DemoPart {

    private static final String CITY = "440100";
    private static final String SCHOOL = "440106-S003";
    private static final String BASIS = "粤人社规〔2018〕11号；穗教发〔2017〕80号（示例）";
    /** Where the provider of the cast trains: without kinds its workbook would find nobody anything. */
    private static final String PROVIDERS_PROVINCE = "430000";
    private static final String PROVINCES_BASIS = "教师〔2011〕1号（示例）";
    /** So many days ago the last of them was claimed and approved. */
    private static final int DECIDED = 45;

    /**
     * A training of one category that many attended.
     *
     * @param left  of a hundred people so many do not attend it
     * @param theme that its hours count for, where the year asks for themes
     */
    private record Training(String title, String category, String theme, int days, String hours, int left) {}

    /** One that was held, and when all who were there claimed. */
    record Held(String title, String category, @Nullable String theme, LocalDate from, LocalDate to, String hours, int left) {

        LocalDate filed() {
            return to.plusDays(2);
        }
    }

    private static final List<Training> TRAININGS = List.of(
        new Training("公需科目集中培训", "COMMON", "ETHICS", 4, "30.00", 12),
        new Training("新课标学科教学研训", "PROFESSIONAL", "IT", 5, "35.00", 12),
        new Training("作业与课后服务研训", "PROFESSIONAL", "REDUCTION", 1, "7.00", 7),
        new Training("红色文化与科技素养选修", "ELECTIVE", "RED", 3, "18.00", 11));

    private final LoadClaims claims;
    private final GuangzhouPapers papers;
    private final Organizations organizations;
    private final DemoActors actors;
    private final Clock clock;

    GuangzhouRecognitions(LoadClaims claims, GuangzhouPapers papers, Organizations organizations, DemoActors actors, Clock clock) {
        this.claims = claims;
        this.papers = papers;
        this.organizations = organizations;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var city = organizations.byCode(CITY).orElseThrow();
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        claims.kinds(city.id(), BASIS);
        claims.kinds(organizations.byCode(PROVIDERS_PROVINCE).orElseThrow().id(), PROVINCES_BASIS);
        var here = people.stream().filter(person -> person.unit().path().startsWith(city.path() + ".") && person.isInService()).toList();
        var random = new Random(90);
        held(today).forEach(one -> attend(city, here.stream().filter(person -> isHired(person, one.from)).map(DemoPerson::id).toList(), one, random));
        underWay(people.stream().filter(person -> person.unit().code().equals(SCHOOL) && person.isInService() && !person.holdsAny(List.of("TRAINING_STAFF"))).toList(), today);
    }

    /** Last year's, which knew no themes, and those of this year, as far as it has come: every one once, whatever day it is. */
    static List<Held> held(LocalDate today) {
        var held = new ArrayList<>(held(LocalDate.of(today.getYear() - 1, 12, 31), false));
        var end = today.minusDays(DECIDED);
        if (end.getYear() == today.getYear()) {
            held.addAll(held(end, true));
        }
        return held;
    }

    /** Spread over the year: where there is no room for a training yet, it was not held. */
    private static List<Held> held(LocalDate end, boolean themes) {
        var begin = end.withDayOfYear(1).plusDays(4);
        var apart = ChronoUnit.DAYS.between(begin, end) / TRAININGS.size();
        return IntStream.range(0, TRAININGS.size()).filter(i -> apart > TRAININGS.get(i).days).mapToObj(i -> {
            var one = TRAININGS.get(i);
            var from = begin.plusDays(i * apart);
            return new Held(end.getYear() + "年" + one.title, one.category, themes ? one.theme : null, from, from.plusDays(one.days - 1L), one.hours, one.left);
        }).toList();
    }

    private void attend(OrganizationCard city, List<TeacherId> people, Held one, Random random) {
        claims.recognized(new LoadClaims.Recognized(city.id(), "OFFLINE_TRAINING", one.category, one.theme, one.title, one.from, one.to, CreditHours.of(one.hours),
            papers.next("参训名单"), one.filed().atTime(LocalTime.NOON).atZone(Window.ZONE).toInstant(),
            people.stream().filter(_ -> random.nextInt(100) >= one.left).toList()));
    }

    private static boolean isHired(DemoPerson person, LocalDate day) {
        var hired = person.row().hiredOn();
        return hired == null || hired.isBefore(day);
    }

    /** One in each state; the last ones lie with the school. */
    private void underWay(List<DemoPerson> colleagues, LocalDate today) {
        var school = actors.of("gzschool");
        var district = actors.of("gzdistrict");
        var teacher = actors.of("gzteacher");
        var one = actor(colleagues.get(0));
        var two = actor(colleagues.get(1));
        var three = actor(colleagues.get(2));
        decide(school, teacher, file(teacher, "PUBLIC_LESSON", "区级公开课《一次函数》", "4", today.minusDays(30), 1), Decision.APPROVE, "");
        var returned = file(teacher, "OTHER_PLATFORM", "学科网络研修", "12", today.minusDays(26), 2);
        decide(school, teacher, returned, Decision.APPROVE, "");
        decide(district, teacher, returned, Decision.RETURN, "证明上的学时与申报不一致，请补充结业证明。");
        var recognized = file(one, "PAPER", "省级期刊论文《单元整体教学的实践》", "10", today.minusDays(33), 1);
        decide(school, one, recognized, Decision.APPROVE, "");
        decide(district, one, recognized, Decision.APPROVE, "");
        decide(school, one, file(one, "FURTHER_STUDY", "在职硕士课程", "16", today.minusDays(24), 4), Decision.APPROVE, "");
        decide(school, two, file(two, "OTHER_PLATFORM", "商业机构讲座", "8", today.minusDays(20), 1), Decision.REJECT, "举办单位不在认定范围内。");
        claims.withdraw(two, file(two, "PUBLIC_LESSON", "校内公开课", "4", today.minusDays(18), 1));
        file(two, "RESEARCH_PROJECT", "区级课题《作业设计》结题", "20", today.minusDays(15), 1);
        file(three, "OTHER_PLATFORM", "人工智能教育应用网络课程", "14", today.minusDays(14), 3);
    }

    private java.util.UUID file(Actor claimant, String kind, String title, String hours, LocalDate from, int days) {
        return claims.file(claimant, new LoadClaims.Wanted(kind, "PROFESSIONAL", null, title, null, from.toString(), from.plusDays(days - 1L).toString(), hours,
            List.of(papers.next("证明材料"))));
    }

    private void decide(Actor by, Actor claimant, java.util.UUID claim, Decision decision, String reason) {
        claims.review(by, claimant.teacher(), claim, decision, reason);
    }

    static Actor actor(DemoPerson person) {
        return new Actor(person.id(), person.row().name(), Uuids.next(), "Edge · Windows", false, false);
    }
}
