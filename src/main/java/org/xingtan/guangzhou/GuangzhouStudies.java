package org.xingtan.guangzhou;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.safety.ChecklistForm;
import org.xingtan.safety.Checklists;
import org.xingtan.safety.ItemForm;
import org.xingtan.safety.KeepItems;
import org.xingtan.study.Attendance;
import org.xingtan.study.LoadStudy;

/** School-based study in one district: a plan in each state, events that were held, one to be closed and one to come. */
@Component
@Order(42)
class GuangzhouStudies implements DemoPart {

    private static final String SCHOOL = "440106-S003";
    private static final List<String> OTHERS = List.of("440106-S001", "440106-S002", "440106-S004");
    private static final int THERE = 10;
    private static final ChecklistForm HALF_SEEN_TO = ChecklistForm.of(Map.of("responsible", "陈志强", "phone", "020-87654321", "answer.RESPONSIBLE", "DONE", "answer.PLACE", "DONE",
        "note.PLACE", "二楼会议室可容纳 60 人，两个出口畅通", "answer.TRANSPORT", "NOT_NEEDED", "note.TRANSPORT", "在本校举行"));

    private final LoadStudy study;
    private final Checklists safety;
    private final KeepItems items;
    private final Organizations organizations;
    private final DemoActors actors;
    private final Clock clock;

    GuangzhouStudies(LoadStudy study, Checklists safety, KeepItems items, Organizations organizations, DemoActors actors, Clock clock) {
        this.study = study;
        this.safety = safety;
        this.items = items;
        this.organizations = organizations;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public void load(List<DemoPerson> people) {
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        var district = actors.of("gzdistrict");
        var administrator = actors.of("gzschool");
        var held = monday(today);
        var unit = unit(SCHOOL);
        var colleagues = of(people, SCHOOL).stream().filter(person -> !person.holdsAny(List.of("TRAINING_STAFF"))).toList();
        var plan = confirmed(administrator, district, unit, held.getYear(), "大单元教学设计研修");
        hold(administrator, plan, held, "集体备课：大单元教学设计", colleagues);
        hold(administrator, plan, held.plusDays(2), "同课异构与评课", colleagues);
        var open = study.event(administrator, plan, event(held.plusDays(4), "作业设计工作坊", colleagues.getFirst(), true));
        study.tick(administrator, open, colleagues.stream().skip(1).limit(4).map(DemoPerson::id).toList());
        var coming = schoolDay(today.plusDays(5));
        items.add(actors.of("gzcity"), unit("440100"), new ItemForm(Uuids.next().toString(), "高温、台风、暴雨等天气已有应对安排", "Hot days, typhoons and heavy rain are provided for",
            "广州市线下培训安全工作要求"));
        var next = study.event(administrator, coming.getYear() == held.getYear() ? plan : confirmed(administrator, district, unit, coming.getYear(), "大单元教学设计研修"),
            event(coming, "期中质量分析与改进", colleagues.getFirst(), true));
        safety.keep(administrator, next, HALF_SEEN_TO);
        study.submit(administrator, study.plan(administrator, unit, wanted(today.getYear(), "信息技术应用能力校本应用")));
        others(people, district, today.getYear());
    }

    /** Of a week some time ago that lies in one year. */
    static LocalDate monday(LocalDate today) {
        var monday = today.minusDays(48).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return monday.plusDays(4).getYear() == monday.getYear() ? monday : monday.minusWeeks(1);
    }

    /** Nobody studies at school on a Saturday or Sunday. */
    static LocalDate schoolDay(LocalDate day) {
        return day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue() ? day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : day;
    }

    /** One that was returned, one that waits, and a draft. */
    private void others(List<DemoPerson> people, Actor district, int year) {
        for (var i = 0; i < OTHERS.size(); i++) {
            var keeper = of(people, OTHERS.get(i)).stream().filter(person -> person.holdsAny(List.of("TRAINING_STAFF"))).findFirst();
            if (keeper.isPresent()) {
                var actor = GuangzhouRecognitions.actor(keeper.get());
                var plan = study.plan(actor, unit(OTHERS.get(i)), wanted(year, "课堂教学改进校本研修"));
                if (i < 2) {
                    study.submit(actor, plan);
                }
                if (i == 0) {
                    study.answer(district, plan, false, "请写明每次活动的主题和预期成果。");
                }
            }
        }
    }

    private UUID confirmed(Actor administrator, Actor district, OrganizationId unit, int year, String title) {
        var plan = study.plan(administrator, unit, wanted(year, title));
        study.submit(administrator, plan);
        study.answer(district, plan, true, "");
        return plan;
    }

    /** One of them led it, one was late, one had excused himself. */
    private void hold(Actor administrator, UUID plan, LocalDate day, String topic, List<DemoPerson> colleagues) {
        var there = colleagues.stream().limit(THERE).map(DemoPerson::id).toList();
        var event = study.event(administrator, plan, event(day, topic, colleagues.getFirst(), false));
        study.tick(administrator, event, there);
        study.correct(administrator, event, there.get(1), Attendance.State.LATE, "迟到二十分钟");
        study.correct(administrator, event, there.get(2), Attendance.State.ABSENT, "公务请假");
        study.close(administrator, event);
    }

    private static LoadStudy.WantedPlan wanted(int year, String title) {
        return new LoadStudy.WantedPlan(year, title, "围绕学科核心素养开展集体备课、听评课和教学反思，每次活动有主题、有记录、有改进。", "PROFESSIONAL", null, "2.00", "教导处");
    }

    private static LoadStudy.WantedEvent event(LocalDate day, String topic, DemoPerson leader, boolean inPerson) {
        return new LoadStudy.WantedEvent(day.toString(), "14:30", "16:10", "教学楼二楼会议室", topic, leader.id(), "2.00", inPerson);
    }

    private static List<DemoPerson> of(List<DemoPerson> people, String code) {
        return people.stream().filter(person -> person.unit().code().equals(code) && person.isInService()).toList();
    }

    private OrganizationId unit(String code) {
        return organizations.byCode(code).orElseThrow().id();
    }
}
