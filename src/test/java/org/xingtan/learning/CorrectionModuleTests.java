package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.certificate.CertificateCard;
import org.xingtan.certificate.Certificates;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.Participations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.Receipt;
import org.xingtan.ledger.Receipts;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.PublishRules;
import org.xingtan.program.Rules;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Laws;
import org.xingtan.testing.Together;
import org.xingtan.testing.XingtanTest;

/** What follows from taking hours back and from putting them right, whoever does it and how many at once. */
@XingtanTest
class CorrectionModuleTests {

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired Participations participations;
    @Autowired CompleteLesson complete;
    @Autowired Standing standing;
    @Autowired Certificates certificates;
    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired Ledger ledger;
    @Autowired Receipts receipts;
    @Autowired Laws laws;
    @Autowired PublishRules publishRules;
    @Autowired Programs programs;
    @Autowired DefineRequirement define;

    private Cast.Place school;
    private ProgramDetail program;
    private Actor teacher;
    private Actor administrator;

    @BeforeEach
    void plant() {
        school = cast.school();
        administrator = cast.administrator(school);
        given(3, List.of(new CreditRule.Cap(CreditRule.Cap.Scope.PROGRAM, CreditHours.of("6.00"))), new CompletionRule.AllLessons(null));
    }

    @Test
    void aReversalTakesCompletionAndCertificateWithIt() {
        learn(0, 1, 2);
        var held = certificate();

        reversal.reverse(administrator, teacher.teacher(), entry(1).id(), "代学");

        assertThat(certificate().number()).isEqualTo(held.number());
        assertThat(certificate().state()).isEqualTo(CertificateCard.State.REVOKED);
        assertThat(certificate().facts()).isEqualTo(held.facts());
        assertThat(standing().completion().met()).isFalse();
        assertThat(standing().completeLessons()).isEqualTo(2);
        assertThat(standing().lessons().get(1).progress().voided()).isTrue();
        assertThat(figures()).containsExactly(0, 0, 100);
        assertThat(mvc.get().uri("/api/v1/verification/" + held.code()).exchange()).hasStatusOk().bodyText().contains("REVOKED", held.facts().unit());
        assertThat(page("/certificates")).contains("代学").contains(held.number());
        assertThat(page("/receipts")).contains("代学");
        assertThat(page("/programs/" + program.id() + "/lessons")).contains("学时已冲销");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatIsPutRightIsIssuedAgainWithANewNumber() {
        learn(0, 1, 2);
        var held = certificate();
        var entry = entry(1);
        reversal.reverse(administrator, teacher.teacher(), entry.id(), "代学");

        var restored = correction.correct(administrator, teacher.teacher(), entry.id(), CreditHours.of("0.50"), "查无此事");

        assertThat(restored.reason()).isEqualTo("查无此事");
        assertThat(certificate().isValid()).isTrue();
        assertThat(certificate().number()).isNotEqualTo(held.number());
        assertThat(standing().completeLessons()).isEqualTo(3);
        assertThat(figures()).containsExactly(1, 1, 150);
        assertThat(correction.correct(administrator, teacher.teacher(), entry.id(), CreditHours.of("0.50"), "x")).isEqualTo(restored);
        assertThat(findings()).isEmpty();
    }

    @Test
    void fewerHoursUnderTheSameRightMakeAnotherCertificate() {
        learn(0, 1, 2);
        var held = certificate();

        correction.correct(administrator, teacher.teacher(), entry(1).id(), CreditHours.of("0.30"), "记错");

        assertThat(certificate().isValid()).isTrue();
        assertThat(certificate().facts().hours()).isEqualTo(CreditHours.of("1.30"));
        assertThat(db.sql("select superseded_by from certificate.certificate where teacher_id = :t and number = :n")
            .param("t", teacher.teacher().value()).param("n", held.number()).query(String.class).single()).isEqualTo(certificate().number());
        assertThat(figures()).containsExactly(1, 1, 130);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aCorrectionOfACorrectionHoldsTheSameLaws() {
        learn(0, 1, 2);
        var first = correction.correct(administrator, teacher.teacher(), entry(0).id(), CreditHours.of("0.40"), "一");
        reversal.reverse(administrator, teacher.teacher(), first.id(), "二");
        assertThat(certificate().isValid()).isFalse();

        correction.correct(administrator, teacher.teacher(), first.id(), CreditHours.of("0.40"), "三");

        assertThat(certificate().isValid()).isTrue();
        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("1.40"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatACapHeldBackStaysBackAndTheRoomIsThereForLaterEntries() {
        given(3, List.of(new CreditRule.Cap(CreditRule.Cap.Scope.PROGRAM, CreditHours.of("0.75"))), new CompletionRule.AllLessons(null));
        learn(0, 1);
        assertThat(entry(1).credited()).isEqualByComparingTo("0.25");
        var capped = entry(1);

        reversal.reverse(administrator, teacher.teacher(), entry(0).id(), "代学");
        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("0.25"));
        correction.correct(administrator, teacher.teacher(), capped.id(), CreditHours.of("0.50"), "上限已空出");
        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("0.50"));
        learn(2);

        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("0.75"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void reversedMinutesDoNotComeBackWithTheNextLesson() {
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), 3, null))
            .credit(new CreditRule("PROFESSIONAL", new CreditRule.VerifiedMinutes(1), List.of())).publish();
        teacher = joined();
        learn(0, 1);
        var before = ledger.hours(teacher.teacher(), program.id()).earned();
        var taken = entry(1);
        reversal.reverse(administrator, teacher.teacher(), taken.id(), "代学");

        learn(2);

        assertThat(ledger.hours(teacher.teacher(), program.id()).earned().value())
            .isBetween(before.value().subtract(taken.earned()).add(new java.math.BigDecimal("0.66")), before.value().subtract(taken.earned()).add(new java.math.BigDecimal("0.67")));
        assertThat(findings()).isEmpty();
    }

    @Test
    void onlyWhoIsInChargeCorrectsAndNeverHisOwn() {
        learn(0);
        var entry = entry(0).id();
        var stranger = cast.administrator(cast.school());
        cast.appoint(teacher.teacher(), org.xingtan.directory.Role.TRAINING_ADMINISTRATOR, school);

        assertThatThrownBy(() -> reversal.reverse(stranger, teacher.teacher(), entry, "x")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> correction.correct(stranger, teacher.teacher(), entry, CreditHours.ZERO, "x")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> reversal.reverse(teacher, teacher.teacher(), entry, "x")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> reversal.reverse(administrator, teacher.teacher(), UUID.randomUUID(), "x")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> correction.correct(administrator, teacher.teacher(), entry, CreditHours.of("0.51"), "x")).isInstanceOf(Refused.class);
        assertThat(receipts.ofTeacher(teacher.teacher(), program.id(), null, 10).items()).hasSize(1);
    }

    @Test
    void reversingManyTimesAtOnceGivesOneReversal() throws Exception {
        learn(0, 1, 2);
        var entry = entry(1).id();

        var made = Together.all(Collections.nCopies(8, () -> reversal.reverse(administrator, teacher.teacher(), entry, "代学").id()));

        assertThat(made).containsOnly(made.getFirst());
        assertThat(figures()).containsExactly(0, 0, 100);
        assertThat(findings()).isEmpty();
    }

    @Test
    void whateverIsReversedPutRightAndLearnedAtOnceTheAuditStaysGreen() throws Exception {
        for (var round = 0; round < 4; round++) {
            given(6, List.of(new CreditRule.Cap(CreditRule.Cap.Scope.PROGRAM, CreditHours.of("1.80"))), new CompletionRule.LessonsAtLeast(4, null));
            var random = new Random(round);
            learn(0, 1, 2, 3);
            var tasks = new ArrayList<Callable<UUID>>();
            IntStream.range(0, 4).mapToObj(this::entry).forEach(entry -> {
                tasks.add(() -> reversal.reverse(administrator, teacher.teacher(), entry.id(), "代学").id());
                tasks.add(() -> correction.correct(administrator, teacher.teacher(), entry.id(), CreditHours.ofHundredths(random.nextInt(51)), "改").id());
            });
            tasks.add(() -> learned(4));
            tasks.add(() -> learned(5));
            tasks.add(() -> learned(0));
            Collections.shuffle(tasks, random);

            Together.all(tasks);

            assertThat(standing().completion().met()).isTrue();
            assertThat(certificate().isValid()).isTrue();
            assertThat(certificate().facts().hours()).isLessThanOrEqualTo(ledger.hours(teacher.teacher(), program.id()).credited());
            assertThat(findings()).isEmpty();
        }
    }

    @Test
    void newRulesDoNotRewriteWhatWasEarnedBefore() {
        given(3, List.of(), new CompletionRule.AllLessons(null));
        learn(0, 1);
        publish("2.00", List.of(new CreditRule.Cap(CreditRule.Cap.Scope.PROGRAM, CreditHours.of("2.50"))));
        learn(2);

        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("2.50"));
        assertThat(findings()).isEmpty();
        reversal.reverse(administrator, teacher.teacher(), entry(0).id(), "误记");
        assertThat(findings()).isEmpty();
    }

    /** Categories do not fill each other: whoever is given hours back has them where they were. */
    @Test
    void whatIsPutRightKeepsItsCategoryUnderNewRules() {
        learn(0);
        publish("0.50", List.of(new CreditRule.Cap(CreditRule.Cap.Scope.CATEGORY, CreditHours.of("0.60"))));
        reversal.reverse(administrator, teacher.teacher(), entry(0).id(), "误记");
        learn(1);

        var back = correction.correct(administrator, teacher.teacher(), entry(0).id(), CreditHours.of("0.50"), "查无此事");

        assertThat(entry(1).category()).isEqualTo("ELECTIVE");
        assertThat(back.category()).isEqualTo("PROFESSIONAL");
        assertThat(back.credited()).as("the cap counts its own category").isEqualByComparingTo("0.50");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatWasPutRightInAnotherCategoryIsNamedAndComesBack() {
        learn(0);
        reversal.reverse(administrator, teacher.teacher(), entry(0).id(), "误记");
        var astray = UUID.randomUUID();
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, program_id, phase_id, course_id, lesson_id, category, year, earned_on, earned, credited, rule_version,
                       source, reference, title, posted_at)
                select teacher_id, :astray, jurisdiction, program_id, phase_id, course_id, lesson_id, 'ELECTIVE', year, earned_on, earned, credited, rule_version,
                       'correction', id::text, title, now()
                  from ledger.entry where teacher_id = :t and id = :id
                """)
            .param("astray", astray).param("t", teacher.teacher().value()).param("id", entry(0).id()).update();
        assertThat(findings()).anySatisfy(it -> assertThat(it).contains(astray.toString(), "counts for ELECTIVE", "earned for PROFESSIONAL"));

        assertThat(correction.correct(administrator, teacher.teacher(), astray, CreditHours.of("0.50"), "类别有误").category()).isEqualTo("PROFESSIONAL");
        assertThat(findings()).noneMatch(it -> it.contains("counts for"));
    }

    @Test
    void aLessonThatIsPutRightToNoHoursIsReversedUntilItIsGivenSome() {
        learn(0, 1, 2);

        var none = correction.correct(administrator, teacher.teacher(), entry(1).id(), CreditHours.ZERO, "他人代学");

        assertThat(standing().lessons().get(1).progress().voided()).isTrue();
        assertThat(standing().completeLessons()).isEqualTo(2);
        assertThat(certificate().isValid()).isFalse();
        assertThat(figures()).containsExactly(0, 0, 100);
        assertThat(findings()).isEmpty();

        var some = correction.correct(administrator, teacher.teacher(), none.id(), CreditHours.of("0.50"), "查无此事");
        assertThat(standing().completeLessons()).isEqualTo(3);
        assertThat(certificate().isValid()).isTrue();
        assertThat(findings()).isEmpty();

        reversal.reverse(administrator, teacher.teacher(), correction.correct(administrator, teacher.teacher(), some.id(), CreditHours.ZERO, "再查").id(), "再查");
        assertThat(standing().completeLessons()).isEqualTo(2);
        assertThat(findings()).isEmpty();
    }

    /** What the year asks of a day holds lessons as well, and the audit comes to the same. */
    @Test
    void aDayHoldsNoMoreOfLessonsThanTheYearAsks() {
        define.define(new AnnualRequirement(school.parent().id(), LocalDate.now(Window.ZONE).getYear(), 0, "年度要求", "文件", CreditHours.of("90"), List.of(), List.of(),
            CreditHours.of("1.25"), AnnualRequirement.NewHires.FULL_YEAR), null);
        given(4, List.of(new CreditRule.Cap(CreditRule.Cap.Scope.DAY, CreditHours.of("6.00"))), new CompletionRule.AllLessons(null));
        learn(0, 1, 2);
        assertThat(entry(2).credited()).isEqualByComparingTo("0.25");
        assertThat(findings()).isEmpty();

        reversal.reverse(administrator, teacher.teacher(), entry(0).id(), "误记");
        learn(3);

        assertThat(entry(3).credited()).isEqualByComparingTo("0.50");
        assertThat(findings()).isEmpty();
    }

    // The steps.

    private void given(int lessons, List<CreditRule.Cap> caps, CompletionRule rule) {
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), lessons, null))
            .track("PARTICIPANT", new org.xingtan.program.Audience.All(List.of()), rule)
            .credit(new CreditRule("PROFESSIONAL", new CreditRule.Fixed(CreditHours.of("0.50")), caps)).publish();
        teacher = joined();
    }

    /** From now on lessons fill another category. */
    private void publish(String hours, List<CreditRule.Cap> caps) {
        var rules = program.rules();
        publishRules.publish(program.id(), new Rules(rules.completion(), new CreditRule("ELECTIVE", new CreditRule.Fixed(CreditHours.of(hours)), caps), rules.certificate()), administrator);
        program = programs.current(program.id());
    }

    private Actor joined() {
        var someone = cast.actor(cast.teacher(school));
        join.join(someone, program.id(), null);
        return someone;
    }

    private void learn(int... lessons) {
        for (var lesson : lessons) {
            learned(lesson);
        }
    }

    /** Played whole an hour ago. */
    private UUID learned(int n) {
        var lesson = lesson(n);
        db.sql("""
                insert into learning.session (teacher_id, id, program_id, lesson_id, opened_at, last_beat_at, ended_at, device, max_rate, covered)
                values (:t, :id, :p, :l, now() - interval '2 hours', now() - interval '1 hour', now() - interval '1 hour', 'Firefox', 1, '{[0,40)}')
                """)
            .param("t", teacher.teacher().value()).param("id", UUID.randomUUID()).param("p", program.id().value()).param("l", lesson.value()).update();
        var placed = program.lesson(lesson).orElseThrow();
        assertThat(complete.run(participations.require(teacher.teacher(), program.id()), new LessonPlaces.Place(program, placed)).complete()).isTrue();
        return lesson.value();
    }

    private LessonId lesson(int n) {
        return program.lessons().get(n).lesson().id();
    }

    private Receipt entry(int n) {
        return receipts.ofTeacher(teacher.teacher(), program.id(), null, 100).items().stream()
            .filter(it -> it.source().equals("lesson") && it.reference().contains(lesson(n).toString())).findFirst().orElseThrow();
    }

    private Standing.InProgram standing() {
        return standing.of(teacher.teacher(), program.id());
    }

    private CertificateCard certificate() {
        return certificates.of(teacher.teacher(), program.id()).orElseThrow();
    }

    /** Completed, certified, hundredths of hours: as the school's figures say. */
    private List<Integer> figures() {
        return List.of("COMPLETED", "CERTIFIED", "HOURS").stream().map(measure -> db.sql("""
                select coalesce(sum(n), 0)::int from tally.figure_card where program_id = :p and organization_id = :o and measure = :m
                """)
            .param("p", program.id().value()).param("o", school.id().value()).param("m", measure).query(Integer.class).single()).toList();
    }

    private String page(String address) {
        var result = mvc.get().uri(address).with(Cast.as(teacher)).exchange();
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private List<String> findings() {
        return laws.findings(teacher.teacher(), program.id());
    }
}
