package org.xingtan.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** How far a plan reaches people, counted for all lines and units at once. */
@XingtanTest
class CoverageTests extends PlanSteps {

    private static final List<String> POSTS = List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER", "RESEARCHER");

    @Test
    void countsWhoIsMeantTakesPartAndHasCompleted() {
        var training = training();
        var joined = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));
        var done = cast.actor(cast.teacher(privately, "HOMEROOM_TEACHER"));
        cast.teacher(school, "HOMEROOM_TEACHER");
        cast.teacher(school, "RESEARCHER");
        learning.join(joined, training);
        learning.complete(done, training);
        var plan = plan();
        load.line(office, plan, new LoadPlans.Wanted("班主任", posts("HOMEROOM_TEACHER"), "", "PROFESSIONAL", "1", List.of(training.id())));

        var view = at(office, plan, null, null);
        assertThat(count(view)).isEqualTo(new Coverage.Count(3, 2, 1, CreditHours.of("1.00"), 1));
        // The researcher, the administrators of county and school.
        assertThat(view.coverage().all()).extracting(Coverage.Part::people, Coverage.Part::without, Coverage.Part::idle, Coverage.Part::taking).containsExactly(6, 3, 1, 2);
        assertThat(view.units()).extracting(PlanningView.Unit::path).containsExactlyInAnyOrder(county.path(), school.path(), privately.path());
        assertThat(count(at(office, plan, privately, null))).isEqualTo(new Coverage.Count(1, 1, 1, CreditHours.of("1.00"), 1));
        assertThat(count(at(office, plan, null, "PRIVATE")).people()).isOne();
        assertThat(count(at(office, plan, null, "PUBLIC"))).isEqualTo(new Coverage.Count(2, 1, 0, CreditHours.ZERO, 0));
        assertThatThrownBy(() -> at(office, plan, null, "BOTH")).isInstanceOf(Problem.class).hasMessageContaining("error.malformed");
    }

    @Test
    void hoursOfAnotherCategoryDoNotReachTheAim() {
        var training = training();
        learning.complete(cast.actor(cast.teacher(school, "HOMEROOM_TEACHER")), training);
        var plan = plan();
        load.line(office, plan, new LoadPlans.Wanted("班主任", posts("HOMEROOM_TEACHER"), "", "COMMON", "1", List.of(training.id())));

        assertThat(count(at(office, plan, null, null))).isEqualTo(new Coverage.Count(1, 1, 1, CreditHours.ZERO, 0));
    }

    @Test
    void hoursOfAnotherYearCountInThatOne() {
        var lasting = curriculum.aProgram(county.id()).phase(curriculum.course(county.id(), 1, null)).open(Duration.ofDays(-1), Duration.ofDays(500)).publish();
        learning.complete(cast.actor(cast.teacher(school, "HOMEROOM_TEACHER")), lasting);
        var now = plan();
        line(now, "班主任", posts("HOMEROOM_TEACHER"), lasting.id());
        var next = load.plan(office, county.id(), YEAR + 1, "来年规划", "示例文件", "人人有安排");
        line(next, "班主任", posts("HOMEROOM_TEACHER"), lasting.id());

        assertThat(count(at(office, now, null, null)).hours()).isEqualTo(CreditHours.of("0.50"));
        assertThat(count(at(office, next, null, null)).hours()).isEqualTo(CreditHours.ZERO);
    }

    /** Whoever is in several lines, and in several trainings of one, counts once in each. */
    @Test
    void addsUpFromUnitToUnitAndAsCountedOneByOne() {
        var trainings = List.of(curriculum.aProgram(county.id()).publish(), curriculum.aProgram(county.id()).publish(), curriculum.aProgram(county.id()).publish());
        var random = new Random(158);
        var people = new ArrayList<Person>();
        for (var n = 0; n < 12; n++) {
            var post = POSTS.get(random.nextInt(POSTS.size()));
            var id = cast.teacher(n % 2 == 0 ? school : privately, post);
            var taken = trainings.stream().filter(_ -> random.nextBoolean()).map(ProgramDetail::id).toList();
            trainings.stream().filter(it -> taken.contains(it.id())).forEach(it -> learning.join(cast.actor(id), it));
            people.add(new Person(id, post, taken));
        }
        var plan = plan();
        line(plan, "班主任", posts("HOMEROOM_TEACHER"), trainings.get(0).id(), trainings.get(1).id());
        line(plan, "教研员和班主任", posts("RESEARCHER", "HOMEROOM_TEACHER"), trainings.get(1).id(), trainings.get(2).id());
        line(plan, "没有培训", posts("RESEARCHER"));

        var view = at(office, plan, null, null);
        view.lines().forEach(line -> {
            var meant = people.stream().filter(it -> line.group().posts().contains(it.post)).toList();
            var count = view.coverage().all().of(line);
            assertThat(count.people()).isEqualTo(meant.size());
            assertThat(count.taking()).isEqualTo((int) meant.stream().filter(it -> it.taken.stream().anyMatch(line.programs()::contains)).count());
            assertThat(view.units().stream().mapToInt(it -> view.of(it).of(line).taking()).sum()).isEqualTo(count.taking());
        });
        assertThat(view.bare()).extracting(PlanLine::title).containsExactly("没有培训");
        assertThat(view.coverage().all().idle()).isEqualTo((int) people.stream().filter(it -> view.lines().stream().anyMatch(line -> line.group().posts().contains(it.post)))
            .filter(it -> view.lines().stream().filter(line -> line.group().posts().contains(it.post)).flatMap(line -> line.programs().stream()).noneMatch(it.taken::contains)).count());
    }

    private record Person(TeacherId id, String post, List<ProgramId> taken) {}

    @Test
    void yearsOfServiceAreThoseOfTheYearOfThePlan() {
        cast.aPerson().hiredOn(LocalDate.of(YEAR - 3, 1, 1)).at(school).save();
        cast.aPerson().hiredOn(LocalDate.of(YEAR - 20, 1, 1)).at(school).save();
        var plan = plan();
        line(plan, "新任", new Group(0, 3, List.of("PRIMARY"), List.of("CHINESE"), false, List.of(), List.of()));
        line(plan, "本校骨干", new Group(10, null, List.of(), List.of(), false, List.of("CLASSROOM_TEACHER"), List.of(school.path())));

        var all = at(office, plan, null, null);
        assertThat(all.lines()).extracting(it -> all.coverage().all().of(it).people()).containsExactly(1, 1);
        var next = load.plan(office, county.id(), YEAR + 2, "后年", "", "目标");
        line(next, "新任", new Group(0, 3, List.of(), List.of(), false, List.of(), List.of(school.path())));
        assertThat(count(at(office, next, null, null)).people()).isZero();
    }

    /** Whoever looks from below sees his own people; nobody sees others, nor a draft of a unit above. */
    @Test
    void everybodySeesHisOwnPeople() {
        cast.teacher(school, "HOMEROOM_TEACHER");
        cast.teacher(privately, "HOMEROOM_TEACHER");
        var draft = plan();
        assertThatThrownBy(() -> at(principal, draft, null, null)).isInstanceOf(NotFound.class);
        line(draft, "班主任", posts("HOMEROOM_TEACHER"));
        load.publish(office, draft);

        assertThat(count(at(principal, draft, null, null)).people()).isOne();
        assertThat(count(at(city, draft, null, null)).people()).isEqualTo(2);
        assertThatThrownBy(() -> at(principal, draft, county, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> at(principal, draft, privately, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> at(city, draft, county.parent(), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> at(cast.administrator(cast.school()), draft, null, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> at(cast.actor(cast.teacher(school)), draft, null, null)).isInstanceOf(NotFound.class);
    }

    /** However many lines and units there are. */
    @Test
    void isOneStatement() {
        var plan = plan();
        for (var n = 0; n < 5; n++) {
            line(plan, "第" + n, posts(POSTS.get(n % 3)));
        }
        assertThat(Statements.of(() -> at(office, plan, null, null)).stream().filter(it -> it.contains("person_card"))).hasSize(1);
    }
}
