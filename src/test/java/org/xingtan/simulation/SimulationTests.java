package org.xingtan.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.authoring.DraftCard;
import org.xingtan.authoring.EditDraft;
import org.xingtan.authoring.ProgramDraft;
import org.xingtan.authoring.PublishDraft;
import org.xingtan.authoring.StartDraft;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.LessonCard;
import org.xingtan.directory.EmploymentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.PersonRow;
import org.xingtan.directory.RealNameState;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.LoadParticipations;
import org.xingtan.enrollment.Participation;
import org.xingtan.learning.JudgeUnderNewRules;
import org.xingtan.learning.LoadProgress;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.LoadEntries;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Audience;
import org.xingtan.program.Candidates;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.quiz.LoadAttempts;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

/** What the simulator says is what happens. */
@XingtanTest
class SimulationTests {

    private static final LoadAttempts.Paper FULL_MARKS = new LoadAttempts.Paper("{00000000-0000-0000-0000-000000000001}", "[1]", 60, 100, "{t}");

    @Autowired Cast cast;
    @Autowired JoinProgram join;
    @Autowired Learning learning;
    @Autowired Curriculum curriculum;
    @Autowired StartDraft start;
    @Autowired EditDraft edit;
    @Autowired Simulate simulate;
    @Autowired Simulations simulations;
    @Autowired PublishDraft publish;
    @Autowired GrantUnderNewRules grants;
    @Autowired JudgeUnderNewRules judge;
    @Autowired Programs programs;
    @Autowired Candidates candidates;
    @Autowired Eligibility eligibility;
    @Autowired LoadDirectory directory;
    @Autowired LoadParticipations participations;
    @Autowired LoadProgress progress;
    @Autowired LoadAttempts attempts;
    @Autowired LoadEntries entries;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;
    @Autowired Clock clock;

    private Cast.Place county;
    private List<Cast.Place> schools;
    private Actor administrator;
    private ProgramDetail program;

    @BeforeEach
    void publish() {
        county = cast.county();
        schools = List.of(cast.school(county), cast.school(county));
        administrator = cast.administrator(county);
        var everybody = new Audience.All(List.of(new Audience.Within(List.of(county.path()))));
        var quiz = CourseDefinition.Quiz.ofAll(Curriculum.bank());
        program = curriculum.aProgram(county.id()).phase(curriculum.course(county.id(), 3, quiz)).phase(curriculum.course(county.id(), 2, null))
            .track("A", everybody, new CompletionRule.LessonsAtLeast(3, null))
            .trackWithoutCertificate("B", everybody, new CompletionRule.AllLessons(null)).publish();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void saysOfEachPersonWhatPublishingDoes(long seed) {
        var random = new Random(seed);
        var people = people(40, random);
        people.forEach(teacher -> judge.judge(teacher, program.id()));
        var draft = change(random);

        count(draft);
        var said = said(draft);
        var eligibleBefore = eligible(people);
        var completedBefore = completed();
        var certifiedBefore = certified();
        publish.publish(administrator, draft.id());
        grant();

        var eligibleAfter = eligible(people);
        assertThat(said.get("eligible_gained")).isEqualTo(without(eligibleAfter, eligibleBefore));
        assertThat(said.get("eligible_lost")).isEqualTo(without(eligibleBefore, eligibleAfter));
        assertThat(said.get("completed_gained")).isEqualTo(without(completed(), completedBefore));
        assertThat(said.get("certified_gained")).isEqualTo(without(certified(), certifiedBefore));
        assertThat(without(completedBefore, completed())).as("what was completed stays").isEmpty();
        assertThat(without(certifiedBefore, certified())).as("what was certified stays").isEmpty();
        assertThat(completedBefore).containsAll(said.get("completed_kept"));
        assertThat(certifiedBefore).containsAll(said.get("certified_kept"));
    }

    @Test
    void theFiguresOfUnitsAreTheirPeopleAndAddUp() {
        var random = new Random(7);
        people(60, random).forEach(teacher -> judge.judge(teacher, program.id()));
        var draft = change(random);
        edit.change(administrator, draft.id(), draft.version(), "x", it -> it.withTrack("A", track -> track.with(new CompletionRule.AllOf(List.of(
            new CompletionRule.LessonsAtLeast(1, null))))));
        count(edit.find(administrator, draft.id()));

        var simulation = simulations.of(draft.id()).orElseThrow();
        var whole = simulations.figures(simulation.id(), county.path());
        var below = simulations.below(simulation.id(), county.id().value(), new Scope(List.of(county.path())));
        for (var name : SimulatedFigures.NAMES) {
            assertThat(below.stream().mapToLong(it -> it.of(name)).sum()).as(name).isEqualTo(whole.of(name));
            below.forEach(unit -> assertThat((long) names(draft, name, unit.path()).size()).as(name).isEqualTo(unit.of(name)));
        }
        assertThat(whole.of("completed_gained")).isPositive();
        assertThat(completed()).hasSize(db.sql("select count(*) from program.completion where program_id = :p").param("p", program.id().value())
            .query(Integer.class).single());
    }

    @Test
    void aNewProgramSaysWhoCouldTakePartAndThatNobodyCan() {
        people(10, new Random(1));
        var id = Uuids.next();
        start.empty(administrator, id, county.id(), "新研修");
        count(edit.find(administrator, id));
        assertThat(simulations.figures(simulations.of(id).orElseThrow().id(), county.path()).eligibleAfter()).isEqualTo(11);

        edit.change(administrator, id, 1, "x", it -> it.withTrack("PARTICIPANT", track -> track.with(new Audience.Any(List.of()))));
        assertThat(page(id, administrator)).contains("草稿在试算之后又改过");
        count(edit.find(administrator, id));
        assertThat(page(id, administrator)).contains("没有人可以参加").doesNotContain("草稿在试算之后又改过");
    }

    @Test
    void whatCannotBeCountedKeepsNobodyElseWaiting() {
        var broken = Uuids.next();
        start.empty(administrator, broken, county.id(), "算不出");
        edit.change(administrator, broken, 1, "x", it -> it.withTrack("PARTICIPANT", track -> track.with(new Audience.Within(List.of("a..b")))));
        simulate.ask(administrator, edit.find(administrator, broken));
        var id = Uuids.next();
        start.empty(administrator, id, county.id(), "新研修");

        count(edit.find(administrator, id));

        assertThat(simulations.of(broken)).isEmpty();
    }

    @Test
    void whoCannotBeJudgedKeepsNobodyElseWaitingAndIsNamedByTheAudit() {
        var people = List.of(cast.teacher(schools.getFirst()), cast.teacher(schools.getFirst()), cast.teacher(schools.getLast()));
        people.forEach(it -> {
            join.join(cast.actor(it), program.id(), "A");
            learning.play(cast.actor(it), program, 3);
        });
        db.sql("create trigger test_refuses before insert on program.completion for each row when (new.teacher_id = '" + people.get(1)
            + "') execute function public.refuse_change()").update();
        var id = start.change(administrator, program.id());
        edit.change(administrator, id, 1, "easier", it -> it.withTrack("A", track -> track.with(new CompletionRule.LessonsAtLeast(1, null))));
        publish.publish(administrator, id);
        grant();

        assertThat(completed()).containsExactlyInAnyOrder(people.getFirst(), people.getLast());
        assertThat(grants.findings(false)).anyMatch(it -> it.contains(people.get(1).toString()));
        assertThat(grants.findings(true)).anyMatch(it -> it.contains(people.get(1).toString()));
        db.sql("drop trigger test_refuses on program.completion").update();
        assertThat(grants.findings(true)).noneMatch(it -> it.contains(people.get(1).toString()));
        assertThat(completed()).hasSize(3);
    }

    @Test
    void askedTwiceItIsCountedOnceAndNamesAreForThoseInCharge() {
        people(5, new Random(2));
        var draft = change(new Random(2));
        simulate.ask(administrator, draft);
        simulate.ask(administrator, draft);
        assertThat(db.sql("select count(*) from simulation.simulation where draft_id = :draft and finished_at is null").param("draft", draft.id())
            .query(Integer.class).single()).isLessThanOrEqualTo(1);
        finish(draft);

        var neighbour = cast.administrator(cast.under(county.parent(), "COUNTY"));
        assertThat(mvc.get().uri(draft.href() + "/simulation/eligible_lost").with(as(neighbour))).hasStatus(404);
        assertThat(mvc.get().uri(draft.href() + "/simulation/eligible_lost?unit=" + county.parent().id()).with(as(administrator))).hasStatus(404);
        assertThat(mvc.get().uri(draft.href() + "/simulation/nothing").with(as(administrator))).hasStatus(404);
        assertThat(mvc.get().uri(draft.href() + "/simulation/eligible_lost").with(as(administrator))).hasStatusOk();
        assertThatThrownBy(() -> simulations.people(draft, "nothing", county.path(), null)).isInstanceOf(NotFound.class);
    }

    private DraftCard change(Random random) {
        var id = start.change(administrator, program.id());
        edit.change(administrator, id, 1, "change", it -> it
            .withTrack("A", track -> new ProgramDraft.Track("A", "甲", "A", audience(random), rule(random, 2), random.nextBoolean()))
            .withTrack("B", track -> new ProgramDraft.Track("B", "乙", "B", audience(random), rule(random, 2), random.nextBoolean())));
        return edit.find(administrator, id);
    }

    private Audience audience(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Audience.All(List.of());
            case 1 -> new Audience.All(List.of(new Audience.Post(List.of("HOMEROOM_TEACHER"))));
            case 2 -> new Audience.Any(List.of(new Audience.Stage(List.of("PRIMARY")), new Audience.Within(List.of(schools.getFirst().path()))));
            case 3 -> new Audience.All(List.of(new Audience.Not(new Audience.Stage(List.of("PRIMARY")))));
            default -> new Audience.Any(List.of());
        };
    }

    /** One that somebody can meet, whichever it is. */
    private CompletionRule rule(Random random, int depth) {
        var phase = random.nextBoolean() ? null : program.phases().get(random.nextInt(2)).id();
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> new CompletionRule.AllLessons(phase);
            case 1 -> new CompletionRule.LessonsAtLeast(1 + random.nextInt(2), phase);
            case 2 -> new CompletionRule.HoursAtLeast(CreditHours.ofHundredths(25L * random.nextInt(9)));
            case 3 -> new CompletionRule.QuizPassed(lessons().get(random.nextInt(3)).id().value());
            case 4 -> new CompletionRule.AllOf(List.of(rule(random, depth - 1), rule(random, depth - 1)));
            case 5 -> new CompletionRule.AnyOf(List.of(rule(random, depth - 1), rule(random, depth - 1)));
            default -> new CompletionRule.Never();
        };
    }

    private List<LessonCard> lessons() {
        return program.lessons().stream().map(ProgramDetail.PlacedLesson::lesson).toList();
    }

    /** Each with some lessons, some hours, some quizzes; most of them take part. */
    private List<TeacherId> people(int n, Random random) {
        var people = new ArrayList<TeacherId>();
        var joined = clock.instant().minus(Duration.ofHours(20));
        for (var i = 0; i < n; i++) {
            var teacher = TeacherId.next();
            var unit = schools.get(random.nextInt(2));
            people.add(teacher);
            directory.people(Stream.of(new PersonRow(teacher, "李" + i, "F", null, null, null, null, null, RealNameState.VERIFIED,
                random.nextBoolean() ? "PRIMARY" : "JUNIOR", "CHINESE")));
            directory.employments(Stream.of(EmploymentRow.since(LocalDate.of(2015, 9, 1), teacher, unit.id(),
                List.of(random.nextBoolean() ? "HOMEROOM_TEACHER" : "CLASSROOM_TEACHER"))));
            if (random.nextInt(5) > 0) {
                participations.load(Stream.of(new Participation(Uuids.next(), teacher, program.id(), random.nextBoolean() ? "A" : "B", unit.id(),
                    joined, joined)));
                work(teacher, unit, joined, random);
            }
        }
        return people;
    }

    private void work(TeacherId teacher, Cast.Place unit, java.time.Instant at, Random random) {
        var done = lessons().stream().filter(_ -> random.nextInt(3) > 0).toList();
        progress.sessions(done.stream().map(it -> new LoadProgress.Played(teacher, program.id(), it.id(), "x", at, at.plusSeconds(60), at.plusSeconds(60), 2, 40, 3)));
        progress.completions(done.stream().map(it -> new LoadProgress.Finished(teacher, program.id(), it.id(), at.plusSeconds(60), 40)));
        attempts.load(lessons().stream().filter(it -> it.quiz() != null && random.nextBoolean()).map(it ->
            new LoadAttempts.Answered(teacher, Uuids.next(), program.id(), it.id(), 1, at, at.plusSeconds(30), FULL_MARKS)));
        var jurisdiction = entries.jurisdiction(unit.path());
        entries.accounts(Stream.of(new LoadEntries.Account(teacher, jurisdiction, at)));
        entries.entries(done.stream().map(lesson -> lesson.id().value()).map(it -> new LoadEntries.Entry(teacher, jurisdiction, program.id(),
            new Earning.Place(null, null, it), "PROFESSIONAL", LocalDate.of(2026, 1, 9), CreditHours.of("0.50"), CreditHours.of("0.50"), null, 1, "lesson",
            program.id() + ":" + it, "x", at)));
    }

    private void count(DraftCard draft) {
        simulate.ask(administrator, draft);
        finish(draft);
    }

    private void finish(DraftCard draft) {
        while (simulations.of(draft.id()).orElseThrow().finishedAt() == null) {
            simulate.step();
        }
    }

    private void grant() {
        while (grants.isUnderWay(program.id())) {
            grants.step();
        }
    }

    private Map<String, Set<TeacherId>> said(DraftCard draft) {
        var said = new TreeMap<String, Set<TeacherId>>();
        SimulatedFigures.NAMES.forEach(name -> said.put(name, names(draft, name, county.path())));
        var unit = simulations.figures(simulations.of(draft.id()).orElseThrow().id(), county.path());
        said.forEach((name, people) -> assertThat(unit.of(name)).as(name).isEqualTo(people.size()));
        return said;
    }

    private Set<TeacherId> names(DraftCard draft, String figure, String path) {
        var people = new HashSet<TeacherId>();
        var page = simulations.people(draft, figure, path, null);
        page.items().forEach(it -> people.add(it.teacher()));
        while (page.next() != null) {
            page = simulations.people(draft, figure, path, page.next());
            page.items().forEach(it -> people.add(it.teacher()));
        }
        return people;
    }

    /** As somebody who joins would be told; the administrator is one of the county's people, too. */
    private Set<TeacherId> eligible(List<TeacherId> people) {
        var all = new ArrayList<>(people);
        all.add(administrator.teacher());
        var current = programs.current(program.id());
        return candidates.of(Set.copyOf(all)).entrySet().stream().filter(it -> eligibility.takes(current, it.getValue())).map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    }

    private Set<TeacherId> completed() {
        return teachers("select teacher_id from program.completion where program_id = :program");
    }

    private Set<TeacherId> certified() {
        return teachers("select teacher_id from certificate.certificate where program_id = :program and state = 'VALID'");
    }

    private Set<TeacherId> teachers(String sql) {
        return db.sql(sql).param("program", program.id().value()).query(UUID.class).list().stream().map(TeacherId::new).collect(Collectors.toSet());
    }

    private static Set<TeacherId> without(Set<TeacherId> all, Set<TeacherId> others) {
        return all.stream().filter(it -> !others.contains(it)).collect(Collectors.toSet());
    }

    private String page(UUID draft, Actor reader) {
        try {
            var answer = mvc.get().uri("/console/programs/drafts/" + draft + "/simulation").with(as(reader)).exchange();
            assertThat(answer).hasStatusOk();
            return answer.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
