package org.xingtan.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ProgramModuleTests {

    private static final Audience EVERYBODY = new Audience.All(List.of());

    @Autowired PublishProgram publish;
    @Autowired PublishRules publishRules;
    @Autowired ExtendWindow extend;
    @Autowired Programs programs;
    @Autowired ProgramReader reader;
    @Autowired Completions completions;
    @Autowired RulesInWords words;
    @Autowired Curriculum curriculum;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Cast.Place city;
    private Actor administrator;

    @BeforeEach
    void appointAnAdministrator() {
        city = cast.city();
        administrator = cast.administrator(city);
    }

    @Test
    void readsAProgramAsItWasPublished() {
        var early = new ProgramDefinition.Phase(Uuids.next(), "Early", List.of(window(-9, 9)),
            List.of(ProgramDefinition.Section.of("S1", curriculum.course(city.id(), 2, CourseDefinition.Quiz.ofAll(Curriculum.bank()))),
                new ProgramDefinition.Section("S2", List.of(new ProgramDefinition.Place(curriculum.course(city.id(), 1, null), List.of(window(-2, 2)))))));
        var late = new ProgramDefinition.Phase(Uuids.next(), "Late", List.of(),
            List.of(ProgramDefinition.Section.of("S3", curriculum.course(city.id(), 1, null))));
        var rule = new CompletionRule.AnyOf(List.of(new CompletionRule.AllLessons(early.id()),
            new CompletionRule.AllOf(List.of(new CompletionRule.LessonsAtLeast(1, late.id()), new CompletionRule.HoursAtLeast(CreditHours.of("1.50"))))));
        var audience = new Audience.Any(List.of(new Audience.Not(new Audience.Rural()), new Audience.YearsOfService(1, null)));

        var program = curriculum.aProgram(city.id()).maxRate(1.5).phase(early).phase(late).track("T", audience, rule).publish();

        assertThat(program.phases()).extracting(ProgramDetail.Phase::title).containsExactly("Early", "Late");
        assertThat(program.lessons()).hasSize(4).extracting(ProgramDetail.PlacedLesson::section).containsExactly("S1", "S1", "S2", "S3");
        assertThat(program.track("T").audience()).isEqualTo(audience);
        assertThat(program.rules().completion("T")).isEqualTo(rule);
        assertThat(program.maxRate()).isEqualTo(1.5);
        assertThat(program.learnWindows(program.lessons().get(0).lesson().id())).isEqualTo(early.windows());
        assertThat(program.learnWindows(program.lessons().get(2).lesson().id()).getFirst().closes()).isEqualTo(early.sections().get(1).courses().getFirst().windows().getFirst().closes());
        assertThat(program.learnWindows(program.lessons().get(3).lesson().id())).isEqualTo(program.windows());
        assertThat(programs.find(program.id())).isSameAs(program);
    }

    @Test
    void aCodeThatIsThereStaysAsItIs() {
        var definition = curriculum.aProgram(city.id()).title("First").definition();

        var first = publish.publish(definition);

        assertThat(publish.publish(definition)).isEqualTo(first);
        assertThat(publish.find(definition.code())).contains(first);
    }

    @Test
    void rulesThatNameWhatIsNotThereAreRefusedWithTheWholeProgram() {
        var definition = curriculum.aProgram(city.id())
            .track("T", EVERYBODY, new CompletionRule.AllOf(List.of(new CompletionRule.AllLessons(UUID.randomUUID()), new CompletionRule.QuizPassed(UUID.randomUUID()))))
            .definition();

        var refused = catchThrowableOfType(Refused.class, () -> publish.publish(definition));

        assertThat(refused.verdict().unmet()).extracting(Condition::code).containsExactly("rules.known-phase", "rules.known-lesson");
        assertThat(publish.find(definition.code())).isEmpty();
    }

    @Test
    void aNewVersionOfTheRulesIsInForceAtOnceAndTheOldOneStays() {
        var program = curriculum.aProgram(city.id()).track("T", EVERYBODY, new CompletionRule.LessonsAtLeast(2, null)).publish();
        var rules = new Rules(Map.of("T", new CompletionRule.LessonsAtLeast(1, null)), program.rules().credit(), program.rules().certificate());

        assertThat(publishRules.publish(program.id(), rules, administrator)).isEqualTo(2);

        assertThat(programs.find(program.id()).rules()).isEqualTo(rules);
        assertThat(programs.find(program.id()).ruleVersion()).isEqualTo(2);
        assertThat(versions(program)).containsExactly(1, 2);
        assertThatThrownBy(() -> db.sql("update program.rules set version = 9 where program_id = :id").param("id", program.id().value()).update())
            .isInstanceOf(DataAccessException.class);
        assertThat(acts("program.publish-rules", program)).isEqualTo(1);
    }

    @Test
    void rulesOfAnUnknownTrackAreRefused() {
        var program = curriculum.aProgram(city.id()).track("T", EVERYBODY, new CompletionRule.AllLessons(null)).publish();
        var rules = new Rules(Map.of("X", new CompletionRule.Never()), program.rules().credit(), new CertificateRule(List.of("Y"), "C", "C"));

        var refused = catchThrowableOfType(Refused.class, () -> publishRules.publish(program.id(), rules, administrator));

        assertThat(refused.verdict().unmet()).extracting(Condition::code)
            .containsExactly("rules.completion-of-track", "rules.known-track", "rules.known-track");
        assertThat(versions(program)).containsExactly(1);
    }

    @Test
    void anExtensionKeepsTheOldEndOnRecordWithReasonAndAuthor() {
        var program = curriculum.aProgram(city.id()).open(Duration.ofDays(-9), Duration.ofDays(-1)).publish();
        var later = clock.instant().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);

        var extended = extend.extend(program.id(), null, null, Window.Kind.LEARN, later, "Snow", administrator);

        assertThat(extended.closes()).isEqualTo(later);
        assertThat(programs.current(program.id()).windows()).containsExactly(extended);
        assertThat(programs.find(program.id()).isOpen(clock.instant())).isTrue();
        assertThat(db.sql("select reason, version, set_by from program.window where program_id = :id order by version").param("id", program.id().value())
            .query((row, _) -> row.getInt("version") + row.getString("reason") + row.getObject("set_by")).list())
            .containsExactly("1null", "2Snow" + administrator.teacher());
        assertThat(acts("program.extend-window", program)).isEqualTo(1);
    }

    @Test
    void anotherNodeDecidesByAnExtendedWindowAtOnceAndShowsItWithinASecond() throws InterruptedException {
        var program = curriculum.aProgram(city.id()).publish();
        var elsewhere = new Programs(reader);
        elsewhere.find(program.id());
        elsewhere.published();

        var extended = extend.extend(program.id(), null, null, Window.Kind.LEARN, clock.instant().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.SECONDS),
            "Snow", administrator);
        Thread.sleep(1_000);

        assertThat(elsewhere.find(program.id()).windows()).containsExactly(extended);
        assertThat(elsewhere.published()).filteredOn(it -> it.id().equals(program.id())).singleElement()
            .extracting(ProgramDetail::windows).isEqualTo(List.of(extended));
        var later = extend.extend(program.id(), null, null, Window.Kind.LEARN, extended.closes().plusSeconds(60), "Snow", administrator);
        assertThat(elsewhere.current(program.id()).windows()).containsExactly(later);
    }

    @Test
    void aWindowIsNeverShortenedAndNeverWithoutAReason() {
        var program = curriculum.aProgram(city.id()).publish();
        var ends = program.windows().getFirst().closes();

        var refused = catchThrowableOfType(Refused.class, () -> extend.extend(program.id(), null, null, Window.Kind.LEARN, ends, " ", administrator));

        assertThat(refused.verdict().unmet()).extracting(Condition::code).containsExactly("extension.later", "extension.reason");
        assertThatThrownBy(() -> extend.extend(program.id(), UUID.randomUUID(), null, Window.Kind.LEARN, ends.plusSeconds(9), "x", administrator))
            .isInstanceOf(NotFound.class);
    }

    @Test
    void anotherNodesChangeIsSeenWithinASecondAndAtOnceByWhoWrites() {
        var program = curriculum.aProgram(city.id()).publish();
        programs.find(program.id());
        db.sql("update program.program set title = 'Renamed', revision = revision + 1 where id = :id").param("id", program.id().value()).update();

        assertThat(programs.current(program.id()).title()).isEqualTo("Renamed");
        assertThat(programs.find(program.id()).title()).isEqualTo("Renamed");
    }

    @Test
    void whatIsNotPublishedIsNotFound() {
        var program = curriculum.aProgram(city.id()).publish();
        db.sql("update program.program set published_at = null where id = :id").param("id", program.id().value()).update();

        assertThatThrownBy(() -> programs.current(program.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> programs.find(ProgramId.next())).isInstanceOf(NotFound.class);
    }

    @Test
    void listsAParentBeforeItsChildren() {
        var parent = curriculum.aProgram(city.id()).open(Duration.ofDays(-3), Duration.ofDays(3)).publish();
        var child = curriculum.aProgram(city.id()).under(parent.id(), false).open(Duration.ofDays(-1), Duration.ofDays(3)).publish();

        var order = programs.published().stream().map(ProgramDetail::id).toList();

        assertThat(order.indexOf(parent.id())).isNotNegative().isLessThan(order.indexOf(child.id()));
        assertThat(programs.children(parent.id())).extracting(ProgramDetail::id).containsExactly(child.id());
        assertThat(child.insideParentCap()).isFalse();
    }

    @Test
    void completionIsRecordedOnceAndMovesWithTheTrack() {
        var program = curriculum.aProgram(city.id()).publish().id();
        var teacher = TeacherId.next();
        var at = Instant.parse("2023-02-01T02:00:00Z");

        assertThat(completions.record(teacher, program, "A", at, 1)).isTrue();
        assertThat(completions.record(teacher, program, "A", at.plusSeconds(60), 2)).isFalse();
        assertThat(completions.find(teacher, program)).contains(new Completions.Completion("A", at, 1));
        assertThat(completions.record(teacher, program, "B", at.plusSeconds(90), 2)).isFalse();
        assertThat(completions.find(teacher, program)).contains(new Completions.Completion("B", at, 2));
        assertThat(completions.remove(teacher, program)).isTrue();
        assertThat(completions.remove(teacher, program)).isFalse();
    }

    @Test
    void rulesReadTheSameInBothLanguages() {
        var program = curriculum.aProgram(city.id())
            .track("T", EVERYBODY, new CompletionRule.AllOf(List.of(new CompletionRule.LessonsAtLeast(15, null), new CompletionRule.HoursAtLeast(CreditHours.of("3.00")))))
            .trackWithoutCertificate("OTHER", EVERYBODY, new CompletionRule.Never())
            .credit(new CreditRule("PROFESSIONAL", new CreditRule.VerifiedMinutes(45), List.of(new CreditRule.Cap(CreditRule.Cap.Scope.DAY, CreditHours.of("8.00")))))
            .publish();

        assertThat(words.completion(program, "T", Locale.SIMPLIFIED_CHINESE)).isEqualTo("同时做到：完成不少于 15 节课程；获得不少于 3.00 学时");
        assertThat(words.completion(program, "T", Locale.ENGLISH)).isEqualTo("All of: Complete at least 15 lessons; Earn at least 3.00 hours");
        assertThat(words.credit(program, Locale.SIMPLIFIED_CHINESE)).containsExactly(
            "完成一节课程并答题后，按服务器核实的实际学习时长记学时，每 45 分钟为 1 学时", "每天最多记 8.00 学时");
        assertThat(words.certificate(program, Locale.ENGLISH)).containsExactly(
            "Track T: completion earns the certificate “学时证书”", "Track OTHER: time is recorded, there is no certificate");
    }

    private Window window(int from, int to) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Window(Window.Kind.LEARN, now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(to)));
    }

    private List<Integer> versions(ProgramDetail program) {
        return db.sql("select version from program.rules where program_id = :id order by version").param("id", program.id().value()).query(Integer.class).list();
    }

    private long acts(String act, ProgramDetail program) {
        return db.sql("select count(*) from audit.entry where act = :act and target = :target and actor = :actor")
            .param("act", act).param("target", "program:" + program.id()).param("actor", administrator.teacher().value()).query(Long.class).single();
    }
}
