package org.xingtan.guangzhou;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.application.Application.Level;
import org.xingtan.application.DefineCall;
import org.xingtan.application.LoadApplications;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.application.TrainingDays;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.directory.AppointmentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
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

/**
 * The three special trainings of the notice, at three points of their way: one whose list is out, one that lies with the districts, and one for
 * which teachers apply now. The notice's days are 03-18, 03-25 and 03-30, here as many days after today.
 */
@Component
@Order(30)
class GuangzhouTrainings implements DemoPart {

    private static final String NOTICE = "穗教发〔2022〕（示例）";

    /** @param closed days from today on which applying ends; each level has a week more */
    private record Plan(String code, String title, List<String> posts, int places, int reserve, int eachDistrict, int closed) {}

    private static final Plan PRINCIPALS = new Plan("GZ-ZX-01", "中学（中职）校长任职资格培训", List.of("PRINCIPAL"), 20, 12, 1, -40);
    private static final Plan HOMEROOM = new Plan("GZ-ZX-02", "骨干班主任工作坊", List.of("HOMEROOM_TEACHER"), 36, 12, 3, -8);
    private static final Plan IT = new Plan("GZ-ZX-03", "信息技术2.0校级培训团队研修", List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER"), 44, 11, 4, 6);

    private final Made made;
    private final DefineCall calls;
    private final LoadApplications applications;
    private final LoadDirectory directory;
    private final Organizations organizations;
    private final DemoActors actors;

    GuangzhouTrainings(Made made, DefineCall calls, LoadApplications applications, LoadDirectory directory, Organizations organizations, DemoActors actors) {
        this.made = made;
        this.calls = calls;
        this.applications = applications;
        this.directory = directory;
        this.organizations = organizations;
        this.actors = actors;
    }

    /** What a training is made of, and when. */
    @Component
    record Made(DefineCourse courses, PublishProgram programs, Clock clock) {

        LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), Window.ZONE);
        }
    }

    /** Who reviews at which unit. */
    private record Reviewers(Map<OrganizationId, TeacherId> of) {

        TeacherId at(OrganizationId unit) {
            var found = of.get(unit);
            if (found == null) {
                throw new IllegalStateException("Nobody reviews at " + unit);
            }
            return found;
        }
    }

    @Override
    public void load(List<DemoPerson> people) {
        var city = organizations.byCode(GuangzhouTerms.CITY).orElseThrow();
        var districts = organizations.children(new Scope(List.of(city.path())), city.id()).stream().filter(it -> it.kind().equals("COUNTY")).toList();
        var here = people.stream().filter(person -> person.unit().path().startsWith(city.path() + ".") && person.isInService()).toList();
        var reviewers = reviewers(here, districts, city);
        listed(define(city, districts, PRINCIPALS), districts, here, reviewers);
        lyingWithDistricts(define(city, districts, HOMEROOM), districts, here, reviewers);
        applying(define(city, districts, IT), districts, here);
    }

    /** In each school whoever looks after its training, in each district somebody of its center; the cast where it is the cast's. */
    private Reviewers reviewers(List<DemoPerson> here, List<OrganizationCard> districts, OrganizationCard city) {
        var staff = here.stream().filter(person -> person.holdsAny(List.of("TRAINING_STAFF")))
            .collect(Collectors.toMap(person -> person.unit().code(), DemoPerson::id, (one, _) -> one));
        var reviewers = here.stream().filter(person -> staff.get(person.unit().code()) == person.id() && person.unit().kind().equals("SCHOOL"))
            .collect(Collectors.toMap(person -> person.unit().id(), DemoPerson::id));
        districts.stream().filter(it -> !it.code().equals("440106")).forEach(district -> reviewers.put(district.id(), staff.get(district.code() + "-D001")));
        directory.appointments(reviewers.entrySet().stream()
            .map(it -> new AppointmentRow(it.getValue(), Role.TRAINING_ADMINISTRATOR, it.getKey(), made.today().withDayOfYear(1), null, null)));
        reviewers.put(city.id(), actors.of("gzcity").teacher());
        reviewers.put(organizations.byCode("440106").orElseThrow().id(), actors.of("gzdistrict").teacher());
        return new Reviewers(reviewers);
    }

    private ProgramId define(OrganizationCard city, List<OrganizationCard> districts, Plan plan) {
        var today = made.today();
        made.courses.define(new CourseDefinition(plan.code, plan.title, "线下集中培训与岗位实践相结合。", city.id(), List.of(),
            List.of(CourseDefinition.Lesson.text("培训须知", "报到、住宿、纪律与安全。", 60, "请阅读培训须知，带上身份证件和本校的一个真实问题。", null))));
        var learn = today.plusDays(plan.closed + 30L);
        var phase = new ProgramDefinition.Phase(Uuids.next(), plan.title, List.of(), List.of(ProgramDefinition.Section.of(plan.title, plan.code)));
        var program = made.programs.publish(new ProgramDefinition(plan.code, plan.title, "按名额报名，学校、区、市三级审核。", "CITY", "2201期", city.id(), null, null, false, 2.0,
            List.of(Window.ofDays(Window.Kind.LEARN, learn, learn.plusDays(20))), List.of(phase),
            List.of(new ProgramDetail.Track("PARTICIPANT", "参训学员", "Participant",
                new Audience.All(List.of(new Audience.Within(List.of(city.path())), new Audience.Post(plan.posts))))),
            new Rules(Map.of("PARTICIPANT", new CompletionRule.AllLessons(null)),
                new CreditRule("PROFESSIONAL", new CreditRule.Fixed(CreditHours.of("8.00")), List.of()), new CertificateRule(List.of(), "", "GZ"))));
        calls.define(new DefineCall.Definition(program, null, plan.code, NOTICE, plan.places, plan.reserve, TrainingDays.of(learn, learn.plusDays(4)), 3, false,
            today.plusDays(plan.closed - 10L), today.plusDays(plan.closed), deadlines(plan)));
        calls.divide(program, districts.stream().map(it -> new DefineCall.Places(it.id(), null, false, plan.eachDistrict)).toList());
        applications.publish(program, at(plan.closed - 11L, 9));
        return program;
    }

    private Map<Level, LocalDate> deadlines(Plan plan) {
        var days = new EnumMap<Level, LocalDate>(Level.class);
        for (var level : Level.values()) {
            days.put(level, made.today().plusDays(plan.closed + 7L * (level.ordinal() + 1)));
        }
        return days;
    }

    private Instant at(long day, int hour) {
        return made.today().plusDays(day).atTime(LocalTime.of(hour, 0)).atZone(Window.ZONE).toInstant();
    }

    private static List<DemoPerson> of(List<DemoPerson> people, OrganizationCard district, List<String> posts, List<String> stages, Reviewers reviewers) {
        return people.stream().filter(person -> person.unit().path().startsWith(district.path() + ".") && person.holdsAny(posts)
            && person.unit().stages().stream().anyMatch(stages::contains) && reviewers.of.containsKey(person.unit().id())
            && !reviewers.of.containsValue(person.id())).toList();
    }

    /** Two apply in each district, one is within its place, the other one waits on the reserve; one did not come, and the next came instead. */
    private void listed(ProgramId program, List<OrganizationCard> districts, List<DemoPerson> here, Reviewers reviewers) {
        var city = reviewers.at(organizations.byCode(GuangzhouTerms.CITY).orElseThrow().id());
        UUID first = null;
        for (var district : districts) {
            var some = of(here, district, PRINCIPALS.posts, List.of("JUNIOR", "SENIOR", "VOCATIONAL"), reviewers).stream().limit(2).toList();
            for (var i = 0; i < some.size(); i++) {
                var person = some.get(i);
                var id = applications.submit(person.id(), program, "任副职三年，分管教学，愿意系统学习学校管理。", at(PRINCIPALS.closed - 5L, 9 + i));
                first = first == null ? id : first;
                var decision = i == 0 ? Decision.APPROVE : Decision.RESERVE;
                applications.review(reviewers.at(person.unit().id()), id, decision, "", at(PRINCIPALS.closed + 2L, 9 + i));
                applications.review(reviewers.at(district.id()), id, decision, "", at(PRINCIPALS.closed + 9L, 9 + i));
                applications.review(city, id, decision, "", at(PRINCIPALS.closed + 16L, 9 + i));
            }
        }
        applications.list(city, program, at(PRINCIPALS.closed + 18L, 9));
        if (first != null) {
            applications.absent(city, first, "报到当天未到，也没有请假", at(PRINCIPALS.closed + 30L, 12));
            applications.replace(city, program, at(PRINCIPALS.closed + 30L, 15));
        }
    }

    /** What schools have decided; one was returned, one rejected, one withdrawn. */
    private void lyingWithDistricts(ProgramId program, List<OrganizationCard> districts, List<DemoPerson> here, Reviewers reviewers) {
        for (var district : districts) {
            var some = of(here, district, HOMEROOM.posts, List.of("PRIMARY", "JUNIOR", "SENIOR", "VOCATIONAL"), reviewers).stream().limit(6).toList();
            for (var i = 0; i < some.size(); i++) {
                var person = some.get(i);
                var id = applications.submit(person.id(), program, "带班五年以上，想把班级活动做成课程。", at(HOMEROOM.closed - 4L, 9 + i));
                var school = reviewers.at(person.unit().id());
                switch (i) {
                    case 0 -> applications.review(school, id, Decision.RETURN, "请补写近三年的带班情况", at(HOMEROOM.closed + 1L, 9));
                    case 1 -> applications.withdraw(person.id(), id, at(HOMEROOM.closed - 2L, 9));
                    case 2 -> {}
                    default -> applications.review(school, id, Decision.APPROVE, "", at(HOMEROOM.closed + 1L, 9 + i));
                }
            }
        }
    }

    private void applying(ProgramId program, List<OrganizationCard> districts, List<DemoPerson> here) {
        districts.forEach(district -> here.stream().filter(person -> person.unit().path().startsWith(district.path() + ".") && person.holdsAny(List.of("CLASSROOM_TEACHER"))
            && !person.holdsAny(List.of("PRINCIPAL", "TRAINING_STAFF", "HOMEROOM_TEACHER")) && person.unit().kind().equals("SCHOOL")).limit(2)
            .forEach(person -> applications.submit(person.id(), program, "在学校负责设备和培训，想带动同组老师。", at(-1, 10))));
    }
}
