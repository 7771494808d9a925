package org.xingtan.guangzhou;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.application.LoadApplications;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.demo.DemoActors;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.directory.AppointmentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.guangzhou.GuangzhouCalls.Days;
import org.xingtan.guangzhou.GuangzhouCalls.Plan;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;

/**
 * The three special trainings of the notice, at three points of their way: one whose list is out, one that lies with districts and the city,
 * and one for which teachers apply now. A fourth one nobody has called for: that is for whoever tries the city out.
 */
@Component
@Order(30)
class GuangzhouTrainings implements DemoPart {

    private static final Plan PRINCIPALS = new Plan("GZ-ZX-01", "中学（中职）校长任职资格培训", List.of("PRINCIPAL"), 18, 12, -50, 16);
    private static final Plan HOMEROOM = new Plan("GZ-ZX-02", "骨干班主任工作坊", List.of("HOMEROOM_TEACHER"), 40, 12, -8, 0);
    private static final Plan IT = new Plan("GZ-ZX-03", "信息技术2.0校级培训团队研修", List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER"), 55, 11, -1, 0);
    private static final Plan FREE = new Plan("GZ-ZX-04", "青年骨干教师课堂教学研修", List.of("CLASSROOM_TEACHER"), 30, 6, 14, 0);

    /** The district and the school of the cast. */
    private static final String CAST_DISTRICT = "440106";
    private static final String CAST_SCHOOL = "440106-S003";
    /** Districts that have decided already about who was passed on to them. */
    private static final List<String> AHEAD = List.of("440103", "440104");
    /** Those of which one school has let its day go by. */
    private static final List<String> LATE = List.of("440105", "440117");
    private static final List<String> MIDDLE = List.of("JUNIOR", "SENIOR", "VOCATIONAL");
    private static final List<String> SCHOOL = List.of("PRIMARY", "JUNIOR", "SENIOR", "VOCATIONAL");

    private final GuangzhouCalls calls;
    private final LoadApplications applications;
    private final LoadDirectory directory;
    private final Organizations organizations;
    private final DemoActors actors;

    GuangzhouTrainings(GuangzhouCalls calls, LoadApplications applications, LoadDirectory directory, Organizations organizations, DemoActors actors) {
        this.calls = calls;
        this.applications = applications;
        this.directory = directory;
        this.organizations = organizations;
        this.actors = actors;
    }

    /** Who reviews at which unit. */
    private record Reviewers(Map<OrganizationId, TeacherId> of, OrganizationId city) {

        TeacherId at(OrganizationId unit) {
            var found = of.get(unit);
            if (found == null) {
                throw new IllegalStateException("Nobody reviews at " + unit);
            }
            return found;
        }

        TeacherId school(DemoPerson person) {
            return at(person.unit().id());
        }
    }

    /** A training, whom it is for, and where. @param direct schools that report straight to the city */
    private record Setting(ProgramId program, Days days, List<DemoPerson> people, List<OrganizationCard> districts, List<OrganizationCard> direct, Reviewers reviewers) {

        /** The first ones below a unit, or of it, each of another school. */
        List<DemoPerson> some(OrganizationCard unit, int most) {
            var schools = new HashSet<OrganizationId>();
            return people.stream().filter(person -> person.unit().path().equals(unit.path()) || person.unit().path().startsWith(unit.path() + "."))
                .filter(person -> schools.add(person.unit().id())).limit(most).toList();
        }
    }

    @Override
    public void load(List<DemoPerson> people) {
        var city = organizations.byCode(GuangzhouTerms.CITY).orElseThrow();
        var below = organizations.children(new Scope(List.of(city.path())), city.id());
        var districts = below.stream().filter(it -> it.kind().equals("COUNTY")).toList();
        var direct = below.stream().filter(it -> it.kind().equals("SCHOOL")).toList();
        var here = people.stream().filter(person -> person.unit().path().startsWith(city.path() + ".") && person.isInService()).toList();
        var reviewers = reviewers(here, districts, city);
        calls.rule(city);
        var today = calls.today();
        listed(new Setting(calls.call(city, PRINCIPALS), PRINCIPALS.days(today), of(here, PRINCIPALS, MIDDLE, reviewers, _ -> true), districts, direct, reviewers));
        underReview(new Setting(calls.call(city, HOMEROOM), HOMEROOM.days(today), of(here, HOMEROOM, SCHOOL, reviewers, _ -> true), districts, direct, reviewers));
        applying(new Setting(calls.call(city, IT), IT.days(today), of(here, IT, SCHOOL, reviewers,
            person -> !person.holdsAny(List.of("PRINCIPAL", "HOMEROOM_TEACHER"))), districts, direct, reviewers));
        calls.prepare(city, FREE);
    }

    /** In each school whoever looks after its training, in each district somebody of its center; the cast where it is the cast's. */
    private Reviewers reviewers(List<DemoPerson> here, List<OrganizationCard> districts, OrganizationCard city) {
        var staff = here.stream().filter(person -> person.holdsAny(List.of("TRAINING_STAFF")))
            .collect(Collectors.toMap(person -> person.unit().code(), DemoPerson::id, (one, _) -> one));
        var reviewers = here.stream().filter(person -> staff.get(person.unit().code()) == person.id() && person.unit().kind().equals("SCHOOL"))
            .collect(Collectors.toMap(person -> person.unit().id(), DemoPerson::id, (one, _) -> one, HashMap::new));
        districts.stream().filter(it -> !it.code().equals(CAST_DISTRICT)).forEach(district -> reviewers.put(district.id(), staff.get(district.code() + "-D001")));
        var since = calls.today().withDayOfYear(1);
        directory.appointments(reviewers.entrySet().stream()
            .map(it -> new AppointmentRow(it.getValue(), Role.TRAINING_ADMINISTRATOR, it.getKey(), since, null, null)));
        reviewers.put(city.id(), actors.of("gzcity").teacher());
        reviewers.put(organizations.byCode(CAST_DISTRICT).orElseThrow().id(), actors.of("gzdistrict").teacher());
        reviewers.put(organizations.byCode(CAST_SCHOOL).orElseThrow().id(), actors.of("gzprincipal").teacher());
        return new Reviewers(reviewers, city.id());
    }

    private static List<DemoPerson> of(List<DemoPerson> people, Plan plan, List<String> stages, Reviewers reviewers, Predicate<DemoPerson> also) {
        return people.stream().filter(person -> person.holdsAny(plan.posts()) && person.unit().stages().stream().anyMatch(stages::contains) && also.test(person)
            && reviewers.of.containsKey(person.unit().id()) && !reviewers.of.containsValue(person.id())).toList();
    }

    /** As many as there are places, and in each district one for the reserve; one did not come, and the next came instead. */
    private void listed(Setting to) {
        var admitted = new ArrayList<UUID>();
        for (var district : to.districts) {
            var places = calls.share(PRINCIPALS, district.code());
            var some = to.some(district, places + 1);
            for (var i = 0; i < some.size(); i++) {
                var decision = i < places ? Decision.APPROVE : Decision.RESERVE;
                var id = passed(to, some.get(i), i, decision);
                applications.review(to.reviewers.at(district.id()), id, decision, "", to.days.at(9, 9 + i));
                applications.review(to.reviewers.at(to.reviewers.city), id, decision, "", to.days.at(14, 9 + i));
                admitted.add(id);
            }
        }
        for (var school : to.direct) {
            to.some(school, calls.share(PRINCIPALS, school.code())).forEach(person -> applications.review(to.reviewers.at(to.reviewers.city), passed(to, person, 0, Decision.APPROVE), Decision.APPROVE, "", to.days.at(14, 15)));
        }
        var city = to.reviewers.at(to.reviewers.city);
        applications.list(city, to.program, to.days.at(17, 9));
        if (!admitted.isEmpty()) {
            applications.absent(city, admitted.getFirst(), "报到当天未到，也没有请假", Days.at(to.days.begins(), 12));
            applications.replace(city, to.program, Days.at(to.days.begins(), 15));
        }
    }

    /** Somebody has applied, and his school has passed him on. */
    private UUID passed(Setting to, DemoPerson person, int i, Decision decision) {
        var id = applications.submit(person.id(), to.program, "新任校领导，分管教学，愿意系统学习学校管理。", to.days.at(2, 9 + i));
        applications.review(to.reviewers.school(person), id, decision, "", to.days.at(4, 9 + i));
        return id;
    }

    /** What has become of those who applied: in each district one of a kind, and the others lie with it or, where it has decided, with the city. */
    private void underReview(Setting to) {
        for (var district : to.districts) {
            var some = to.some(district, 6);
            for (var i = 0; i < some.size(); i++) {
                var person = some.get(i);
                var id = applications.submit(person.id(), to.program, "带班五年以上，想把班级活动做成课程。", to.days.at(1, 9 + i));
                switch (i) {
                    case 0 -> returned(to, district, person, id);
                    case 1 -> applications.withdraw(person.id(), id, to.days.at(2, 9));
                    case 2 -> rejected(to, district, person, id);
                    default -> passedOn(to, district, person, id, i);
                }
            }
        }
        for (var school : to.direct) {
            to.some(school, 1).forEach(person -> applications.review(to.reviewers.school(person),
                applications.submit(person.id(), to.program, "市直属学校班主任，愿意带动年级组。", to.days.at(1, 16)), Decision.APPROVE, "同意推荐。", to.days.at(3, 16)));
        }
    }

    /** He can still correct it. */
    private void returned(Setting to, OrganizationCard district, DemoPerson person, UUID id) {
        applications.review(to.reviewers.school(person), id, Decision.APPROVE, "", to.days.at(3, 9));
        applications.review(to.reviewers.at(district.id()), id, Decision.RETURN, "请补写近三年的带班情况", to.days.at(6, 9));
    }

    private void rejected(Setting to, OrganizationCard district, DemoPerson person, UUID id) {
        if (!LATE.contains(district.code())) {
            applications.review(to.reviewers.school(person), id, Decision.REJECT, "本学期带毕业班，培训期间无法安排代课。", to.days.at(3, 10));
        }
    }

    /** One of those districts rejected somebody by mistake and took it back. */
    private void passedOn(Setting to, OrganizationCard district, DemoPerson person, UUID id, int i) {
        applications.review(to.reviewers.school(person), id, Decision.APPROVE, "", to.days.at(3, 9 + i));
        if (AHEAD.contains(district.code())) {
            var office = to.reviewers.at(district.id());
            if (district.code().equals(AHEAD.getFirst()) && i == 3) {
                var mistaken = applications.review(office, id, Decision.REJECT, "不是班主任", to.days.at(6, 10));
                applications.undo(office, mistaken, to.days.at(6, 11));
            }
            applications.review(office, id, i < 5 ? Decision.APPROVE : Decision.RESERVE, "", to.days.at(6, 12 + i));
        }
    }

    /** Most lie with their schools, which have one place each; one of each district has been passed on already. */
    private void applying(Setting to) {
        for (var unit : to.districts) {
            var some = new ArrayList<>(to.some(unit, 3));
            to.people.stream().filter(person -> unit.code().equals(CAST_DISTRICT) && person.unit().code().equals(CAST_SCHOOL) && !some.contains(person))
                .limit(some.stream().anyMatch(person -> person.unit().code().equals(CAST_SCHOOL)) ? 0 : 1).forEach(some::add);
            for (var i = 0; i < some.size(); i++) {
                var id = apply(to, some.get(i));
                if (i == 0) {
                    applications.review(to.reviewers.school(some.get(i)), id, Decision.APPROVE, "", to.days.at(0, 14));
                }
            }
        }
        to.direct.forEach(school -> to.some(school, 1).forEach(person -> apply(to, person)));
    }

    private UUID apply(Setting to, DemoPerson person) {
        return applications.submit(person.id(), to.program, "在学校负责设备和培训，想带动同组老师。", to.days.at(0, 10));
    }
}
