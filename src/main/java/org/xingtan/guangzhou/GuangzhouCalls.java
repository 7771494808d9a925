package org.xingtan.guangzhou;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.application.AbsenceRules;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.DefineCall;
import org.xingtan.application.LoadApplications;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.demo.DemoResources;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CertificateRule;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDefinition;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.PublishProgram;
import org.xingtan.program.Rules;

/** The calls for special trainings: their days as far apart as in the notice, and their places by the quota table. */
@Component
class GuangzhouCalls {

    static final String NOTICE = "穗教发〔2022〕（示例）";
    private static final String TRACK = "PARTICIPANT";
    /** For how many months whoever did not come may not apply. */
    private static final int BARRED = 12;
    /** What the city recognizes of one day (穗教发〔2017〕80号). */
    private static final CreditHours DAY = CreditHours.of("8.00");

    /**
     * A special training.
     *
     * @param opens days from today on which applying begins
     * @param back  days after the first one on which its people come together once more; 0 for never
     */
    record Plan(String code, String title, List<String> posts, int places, int reserve, int opens, int back) {

        Days days(LocalDate today) {
            return new Days(today.plusDays(opens));
        }
    }

    /**
     * The clocks of a call, from the first day of applying: in the notice 03-14, then 03-18 for heads of schools, 03-25 for districts and
     * 03-30 for the city. It names no last day of applying: here heads have one day more than those who apply.
     */
    record Days(LocalDate opens) {

        LocalDate closes() {
            return opens.plusDays(3);
        }

        Map<Level, LocalDate> deadlines() {
            return Map.of(Level.SCHOOL, opens.plusDays(4), Level.COUNTY, opens.plusDays(11), Level.CITY, opens.plusDays(16));
        }

        /** From a Monday to its Friday, and a day to come back: the notice leaves the days of the class to another one. */
        TrainingDays training(int back) {
            var week = new TrainingDays.Days(begins(), begins().plusDays(4));
            var again = begins().plusDays(back);
            return new TrainingDays(back == 0 ? List.of(week) : List.of(week, new TrainingDays.Days(again, again)));
        }

        LocalDate begins() {
            return opens.plusDays(35).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        }

        /** @param day from the first day of applying */
        Instant at(int day, int hour) {
            return at(opens.plusDays(day), hour);
        }

        static Instant at(LocalDate day, int hour) {
            return day.atTime(LocalTime.of(hour, 0)).atZone(Window.ZONE).toInstant();
        }
    }

    private final Made made;
    private final DefineCall calls;
    private final LoadApplications applications;
    private final AbsenceRules absences;
    private final Organizations organizations;

    GuangzhouCalls(Made made, DefineCall calls, LoadApplications applications, AbsenceRules absences, Organizations organizations) {
        this.made = made;
        this.calls = calls;
        this.applications = applications;
        this.absences = absences;
        this.organizations = organizations;
    }

    /** What a training is made of, and when. */
    @Component
    record Made(DefineCourse courses, PublishProgram programs, Clock clock) {}

    LocalDate today() {
        return LocalDate.ofInstant(made.clock.instant(), Window.ZONE);
    }

    /** Not to come without a reason has a consequence in this city. */
    void rule(OrganizationCard city) {
        absences.set(city.id(), BARRED, NOTICE);
    }

    /** It is seen from the day before applying begins. */
    ProgramId call(OrganizationCard city, Plan plan) {
        var days = plan.days(today());
        var program = program(city, plan, days, "按名额报名，学校、区、市三级审核。");
        calls.define(new DefineCall.Definition(program, null, plan.code, NOTICE, plan.places, plan.reserve, days.training(plan.back), 3, true,
            days.opens(), days.closes(), days.deadlines()));
        calls.divide(program, lines(plan).map(this::places).toList());
        applications.publish(program, days.at(-1, 9));
        return program;
    }

    /** Out, and not called for yet: whoever makes a call finds it. */
    ProgramId prepare(OrganizationCard city, Plan plan) {
        return program(city, plan, plan.days(today()), "课堂观察、诊断与改进，尚未发布报名。");
    }

    /** How many places an organization has of its own, whatever subjects they are for. */
    int share(Plan plan, String organization) {
        return lines(plan).filter(row -> row.get("organization").equals(organization) && !row.has("subject") && !row.has("eachSchool"))
            .mapToInt(row -> Integer.parseInt(row.get("places"))).findFirst().orElse(0);
    }

    private static Stream<DemoResources.Row> lines(Plan plan) {
        return DemoResources.table("quotas.tsv").stream().filter(row -> row.get("training").equals(plan.code));
    }

    private DefineCall.Places places(DemoResources.Row row) {
        return new DefineCall.Places(organizations.byCode(row.get("organization")).orElseThrow().id(), row.has("subject") ? row.get("subject") : null,
            row.has("eachSchool"), Integer.parseInt(row.get("places")));
    }

    private ProgramId program(OrganizationCard city, Plan plan, Days days, String summary) {
        made.courses.define(new CourseDefinition(plan.code, plan.title, "线下集中培训与岗位实践相结合。", city.id(), List.of(),
            List.of(CourseDefinition.Lesson.text("培训须知", "报到、住宿、纪律与安全。", 60, "请阅读培训须知，带上身份证件和本校的一个真实问题。", null))));
        var phase = new ProgramDefinition.Phase(Uuids.next(), plan.title, List.of(), List.of(ProgramDefinition.Section.of(plan.title, plan.code)));
        return made.programs.publish(new ProgramDefinition(plan.code, plan.title, summary, "CITY", "2201期", city.id(), null, null, false, 2.0,
            List.of(Window.ofDays(Window.Kind.LEARN, days.begins(), days.begins().plusDays(20))), List.of(phase),
            List.of(new ProgramDetail.Track(TRACK, "参训学员", "Participant",
                new Audience.All(List.of(new Audience.Within(List.of(city.path())), new Audience.Post(plan.posts))))),
            new Rules(Map.of(TRACK, new CompletionRule.AllLessons(null)),
                new CreditRule("PROFESSIONAL", new CreditRule.Fixed(DAY), List.of(new CreditRule.Cap(CreditRule.Cap.Scope.DAY, DAY))),
                new CertificateRule(List.of(), "", "GZ"))));
    }
}
