package org.xingtan.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.Hours;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Audience;
import org.xingtan.program.CertificateRule;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Rules;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class CertificateModuleTests {

    private static final Instant DONE = Instant.parse("2023-01-19T17:00:00Z");
    private static final Verdict COMPLETE = Verdict.of(Condition.of("completion.never", true));

    @Autowired IssueCertificate issue;
    @Autowired RevokeCertificate revoke;
    @Autowired ReissueCertificate reissue;
    @Autowired Certificates certificates;
    @Autowired CertificateStandings standings;
    @Autowired CertificateAudit audit;
    @Autowired CertificateSealAudit seals;
    @Autowired TransactionTemplate transactions;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired DataSource dataSource;

    private Cast.Place school;
    private TeacherId teacher;
    private ProgramDetail program;

    @BeforeEach
    void cast() {
        school = cast.school();
        teacher = cast.teacher(school);
        program = program(school);
    }

    @Test
    void freezesWhatIsTrueAtIssue() {
        var card = issued();

        assertThat(card.facts().name()).isEqualTo("李文静");
        assertThat(card.facts().unit()).isEqualTo(school.name());
        assertThat(card.facts().document()).matches("\\d{4}\\*+\\d{3}[0-9X]");
        assertThat(card.facts().hours()).isEqualTo(CreditHours.of("6.00"));
        assertThat(card.facts().completedOn()).isEqualTo("2023-01-20");
        assertThat(card.number()).matches("XT-\\d{4}-\\d{8}");
        assertThat(figure()).isEqualTo(1);
        assertThat(certificates.of(teacher, program.id())).contains(card);
    }

    @Test
    void isIssuedByTheAuthorityOfTheNoticeElseByWhoeverRunsTheProgram() {
        assertThat(issued().facts().issuer()).isEqualTo(school.name());

        program = program(school, notice("教育部办公厅"));
        var card = issued();
        assertThat(card.facts().issuer()).isEqualTo("教育部办公厅");
        assertThat(db.sql("select facts ->> 'owner' from certificate.certificate where teacher_id = :teacher and id = :id")
            .param("teacher", teacher.value()).param("id", card.id()).query(String.class).single()).isEqualTo("教育部办公厅");
        assertThat(seals.findings(false)).noneMatch(finding -> finding.contains(card.number() + " does not say"));
    }

    @Test
    void isIssuedOnceHoweverOftenItIsAsked() {
        var card = issued();

        assertThat(IntStream.range(0, 20).mapToObj(_ -> issued())).containsOnly(card);
        assertThat(figure()).isEqualTo(1);
    }

    @Test
    void threadsAtOnceIssueOne() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var jobs = IntStream.range(0, 8).<Callable<CertificateCard>>mapToObj(_ -> this::issued).toList();
            var cards = threads.invokeAll(jobs).stream().map(it -> it.resultNow()).distinct().toList();
            assertThat(cards).hasSize(1);
        }
        assertThat(certificates.ofTeacher(teacher)).hasSize(1);
        assertThat(figure()).isEqualTo(1);
    }

    @Test
    void trackThatRecordsTimeOnlyGetsNone() {
        assertThat(issue.issue(teacher, program, "OTHER", school.id(), hours("6"), DONE)).isEmpty();

        var standing = standings.of(teacher, program, "OTHER", COMPLETE);
        assertThat(standing.state()).isEqualTo(CertificateStanding.State.NOT_GRANTED);
        assertThat(standing.verdict().unmet()).extracting(Condition::code).containsExactly("certificate.time-only");
        assertThat(standing.verdict().conditions().getFirst().source()).isEqualTo("教师厅函〔2022〕29号");
    }

    @Test
    void factsCannotBeChangedByAnybody() {
        issued();

        for (var attack : List.of("set facts = facts || '{\"hours\": \"99.00\"}'", "set number = 'XT-0000-00000000'", "set code = 'x'",
                "set issued_at = now()", "set program_id = gen_random_uuid()")) {
            assertThatThrownBy(() -> db.sql("update certificate.certificate " + attack + " where teacher_id = :teacher")
                .param("teacher", teacher.value()).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("frozen");
        }
        assertThatThrownBy(() -> db.sql("delete from certificate.certificate where teacher_id = :teacher").param("teacher", teacher.value()).update())
            .isInstanceOf(DataAccessException.class);
    }

    @Test
    void whatHasEndedStaysEnded() {
        var card = issued();
        revoke.revoke(cast.administrator(school), teacher, card.id(), "身份核实不符");

        assertThatThrownBy(() -> db.sql("""
                update certificate.certificate set state = 'VALID', ended_at = null, ended_by = null, reason = null where teacher_id = :teacher
                """).param("teacher", teacher.value()).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void revokedDoesNotComeBackByItself() {
        var card = issued();
        revoke.revoke(cast.administrator(school), teacher, card.id(), "身份核实不符");

        assertThat(issue.issue(teacher, program, "PARTICIPANT", school.id(), hours("6"), DONE)).isEmpty();
        assertThat(figure()).isZero();
        assertThat(standings.of(teacher, program, "PARTICIPANT", COMPLETE).state()).isEqualTo(CertificateStanding.State.NOT_GRANTED);
        assertThatThrownBy(() -> revoke.revoke(cast.administrator(school), teacher, card.id(), "again")).isInstanceOf(Refused.class);
    }

    @Test
    void withdrawnByTheRulesIsIssuedAgainWhenTheyAreMetAgain() {
        var first = issued();
        issue.withdraw(teacher, program.id(), "OTHER");
        assertThat(figure()).isZero();

        var second = issued();
        assertThat(second.number()).isNotEqualTo(first.number());
        assertThat(figure()).isEqualTo(1);
    }

    @Test
    void reissueTakesTodaysNameAndTheOldNumberLeadsToTheNew() {
        var old = issued();
        db.sql("update directory.teacher set name = '李文婧' where teacher_id = :id").param("id", teacher.value()).update();
        var next = reissue.reissue(cast.administrator(school), teacher, old.id(), "改名");

        assertThat(next.facts().name()).isEqualTo("李文婧");
        assertThat(certificates.find(old.code())).get().extracting(CertificateCard::state, CertificateCard::supersededBy)
            .containsExactly(CertificateCard.State.SUPERSEDED, next.number());
        assertThat(certificates.find(old.code())).get().extracting(it -> it.facts().name()).isEqualTo("李文静");
        assertThat(certificates.findByNumber(next.number())).contains(next);
        assertThat(figure()).isEqualTo(1);
    }

    @Test
    void reissueCountsWhereTheOldOneCountsInThatMoment() throws Exception {
        var old = issued();
        var other = cast.school(school.parent());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor(); var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (var moving = connection.prepareStatement("update certificate.certificate set organization_id = ? where teacher_id = ? and id = ?")) {
                moving.setObject(1, other.id().value());
                moving.setObject(2, teacher.value());
                moving.setObject(3, old.id());
                moving.executeUpdate();
            }
            var next = executor.submit(() -> reissue.reissue(cast.administrator(school), teacher, old.id(), "改名"));
            while (!next.isDone() && !db.sql("select exists (select from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0)").query(Boolean.class).single()) {
                Thread.sleep(20);
            }
            connection.commit();
            connection.setAutoCommit(true);

            assertThat(next.get().organization()).isEqualTo(other.id());
            assertThat(next.get().facts().unit()).isEqualTo(other.name());
        }
    }

    @Test
    void renewalAsksForMoreHoursThanItSays() {
        var card = issued();

        assertThatThrownBy(() -> reissue.renew(cast.actor(teacher), card.id())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> reissue.renew(cast.actor(cast.teacher(school)), card.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void auditNamesACertificateThatTheLedgerDoesNotBear() {
        var card = issued();
        var forged = TeacherId.next();
        db.sql("""
                insert into certificate.certificate (teacher_id, id, program_id, number, code, facts, issued_at, organization_id)
                select :forged, gen_random_uuid(), program_id, number, code, facts, issued_at, organization_id
                  from certificate.certificate where teacher_id = :teacher
                """).param("forged", forged.value()).param("teacher", teacher.value()).update();

        assertThat(audit.findings(false)).contains("certificate " + card.number() + " says 6.00 hours, the ledger had 0",
            "certificate " + card.number() + " is not the one its number or code is registered for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"facts = jsonb_set(facts, '{name}', '\"伪造\"')", "facts = jsonb_set(facts, '{issuedOn}', '\"2020-01-01\"')",
        "issued_at = issued_at + interval '1 day'", "number = number || 'x'", "seal = null"})
    void auditNamesACertificateWhoseWordsWereChangedPastTheTrigger(String change) {
        var card = issued();
        assertThat(seals.findings(false)).noneMatch(it -> it.contains(card.number()) && it.contains("issued with"));

        transactions.executeWithoutResult(_ -> {
            db.sql("set local session_replication_role = replica").update();
            db.sql("update certificate.certificate set " + change + " where teacher_id = :teacher").param("teacher", teacher.value()).update();
        });

        assertThat(seals.findings(false)).anyMatch(it -> it.startsWith("certificate " + card.number()) && it.endsWith("does not say what it was issued with"));
    }

    @Test
    void auditNamesAValidCertificateWithoutACompletion() {
        var card = issued();

        assertThat(seals.findings(false)).contains("certificate " + card.number() + " is valid without a completed program");
    }

    @Test
    void onlyTheUnitsInChargeMayChangeItAndNobodyHisOwn() {
        var card = issued();

        assertThatThrownBy(() -> revoke.revoke(cast.administrator(cast.school()), teacher, card.id(), "x")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> revoke.revoke(cast.actor(teacher), teacher, card.id(), "x")).isInstanceOf(NotFound.class);
        cast.appoint(teacher, org.xingtan.directory.Role.TRAINING_ADMINISTRATOR, school);
        assertThatThrownBy(() -> revoke.revoke(cast.actor(teacher), teacher, card.id(), "x")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> reissue.reissue(cast.administrator(school), teacher, card.id(), " ")).isInstanceOf(Refused.class);
    }

    private CertificateCard issued() {
        return issue.issue(teacher, program, "PARTICIPANT", school.id(), hours("6"), DONE).orElseThrow();
    }

    private static Hours hours(String hours) {
        return new Hours(CreditHours.of(hours), CreditHours.of(hours));
    }

    private long figure() {
        return db.sql("select coalesce(sum(n), 0) from tally.figure_card where program_id = :program and measure = 'CERTIFIED'")
            .param("program", program.id().value()).query(Long.class).single();
    }

    private UUID notice(String issuer) {
        var id = UUID.randomUUID();
        db.sql("""
                insert into notice.notice (id, number, issuer, title, issued_on, disclosure, addressees)
                values (:id, :id::text, :issuer, '通知', date '2022-12-26', 'PUBLIC', '')
                """)
            .param("id", id).param("issuer", issuer).update();
        return id;
    }

    static ProgramDetail program(Cast.Place owner) {
        return program(owner, null);
    }

    private static ProgramDetail program(Cast.Place owner, @Nullable UUID notice) {
        var rules = new Rules(Map.of("PARTICIPANT", new CompletionRule.AllLessons(null), "OTHER", new CompletionRule.Never()),
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("0.50")), List.of()),
            new CertificateRule(List.of("PARTICIPANT"), "学时记录证书", "XT"));
        var everybody = new Audience.All(List.of());
        return new ProgramDetail(ProgramId.next(), "P" + UUID.randomUUID(), "2023年寒假教师研修", "", "NATION", null, owner.id(), "教师厅函〔2022〕29号", notice,
            null, false, 2, 1, List.of(), List.of(),
            List.of(new ProgramDetail.Track("PARTICIPANT", "学员", "Participant", everybody), new ProgramDetail.Track("OTHER", "其他", "Other", everybody)),
            2, rules, List.of(), List.of(), ProgramDetail.Admission.OPEN);
    }
}
