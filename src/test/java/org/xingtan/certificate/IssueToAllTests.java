package org.xingtan.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.xingtan.testing.Cast.csrf;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import org.xingtan.directory.EmploymentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.PersonRow;
import org.xingtan.directory.RealNameState;
import org.xingtan.directory.Role;
import org.xingtan.enrollment.LoadParticipations;
import org.xingtan.enrollment.Participation;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.LoadEntries;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.Completions;
import org.xingtan.program.LoadCompletions;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** Certificates for all who are entitled: whom, once each, through crashes and on two nodes at once. */
@XingtanTest
class IssueToAllTests {

    private static final Instant DONE = Instant.parse("2023-01-19T17:00:00Z");
    private static final int MANY = 5_000;

    @Autowired WebApplicationContext context;
    @Autowired IssueToAll issueToAll;
    @Autowired IssueCertificate issue;
    @Autowired RevokeCertificate revoke;
    @Autowired ReissueCertificate reissue;
    @Autowired Entitlements entitlements;
    @Autowired Certificates certificates;
    @Autowired CertificateStandings standings;
    @Autowired CertificateAudit audit;
    @Autowired CertificateSealAudit seals;
    @Autowired Completions completions;
    @Autowired Ledger ledger;
    @Autowired LoadDirectory directory;
    @Autowired LoadParticipations participations;
    @Autowired LoadCompletions loadCompletions;
    @Autowired LoadEntries entries;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transactions;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JdbcClient db;

    private Cast.Place school;
    private ProgramDetail program;
    private Actor administrator;

    @BeforeEach
    void publish() {
        school = cast.school();
        administrator = cast.administrator(school);
        var everybody = new Audience.All(List.of());
        program = curriculum.aProgram(school.id()).track("PARTICIPANT", everybody, new CompletionRule.AllLessons(null))
            .trackWithoutCertificate("OTHER", everybody, new CompletionRule.AllLessons(null)).publish();
    }

    @Test
    void thePopulationIsThoseOfWhomTheVerdictSaysPending() {
        var random = new Random(20230119);
        var people = people(200, "PARTICIPANT");
        people.addAll(people(20, "OTHER"));
        people.forEach(teacher -> IntStream.range(0, random.nextInt(5)).forEach(_ -> happens(teacher, random.nextInt(6))));

        var pending = people.stream().filter(teacher -> standing(teacher).state() == CertificateStanding.State.PENDING).toList();
        assertThat(pending).hasSizeBetween(20, 180);
        assertThat(transactions.execute(_ -> entitlements.next(program.id(), school.path(), null, 1_000)).people())
            .extracting(Entitlements.Entitled::teacher).containsExactlyInAnyOrderElementsOf(pending);
        assertThat(entitlements.count(program.id(), school.path(), 1_000)).isEqualTo(pending.size());

        var before = valid();
        issueToAll();
        assertThat(valid()).isEqualTo(before + pending.size());
        assertThat(people).noneMatch(teacher -> standing(teacher).state() == CertificateStanding.State.PENDING);
        assertThat(figure()).isEqualTo(valid());
    }

    @Test
    void saysTheSameAsTheOneIssuedAlone() {
        var people = people(2, "PARTICIPANT");
        earned(people);
        var alone = transactions.execute(_ -> issue.issue(people.getFirst(), program, "PARTICIPANT", school.id(),
            ledger.hours(people.getFirst(), program.id()), DONE)).orElseThrow();

        issueToAll();

        var among = certificates.of(people.getLast(), program.id()).orElseThrow();
        assertThat(among.facts()).usingRecursiveComparison().ignoringFields("name", "document").isEqualTo(alone.facts());
        assertThat(among.facts().hours()).isEqualTo(CreditHours.of("1.00"));
        assertThat(among.facts().completedOn()).isEqualTo("2023-01-20");
        assertThat(among.facts().name()).isEqualTo(cast.name(people.getLast()));
        assertThat(among.number()).startsWith("TEST-").isNotEqualTo(alone.number());
        assertThat(among.organization()).isEqualTo(alone.organization());
    }

    @Test
    void aBackendKilledWithinAStepCostsThatStepAndTheNextOneGoesOn() {
        var last = people(MANY, "PARTICIPANT").stream().max(Comparator.comparing(TeacherId::toString)).orElseThrow();

        transactions.executeWithoutResult(status -> {
            standInTheWay(last);
            CompletableFuture.runAsync(() -> issueToAll.ask(administrator, filter())).join();
            CompletableFuture.runAsync(issueToAll::goOn);
            while (killed() == 0) {
                Thread.onSpinWait();
            }
            assertThat(valid()).as("whole steps, and the one in the way").isEqualTo(MANY / 2_000 * 2_000 + 1);
            status.setRollbackOnly();
        });

        carryOut();
        assertEverybodyHasExactlyOne(MANY);
    }

    @Test
    void nodesThatGoOnTogetherAndOverlappingUnitsIssueOneToEach() throws Exception {
        people(MANY, "PARTICIPANT");
        var above = cast.administrator(school.parent());
        issueToAll.ask(administrator, filter());
        issueToAll.ask(administrator, filter());
        issueToAll.ask(above, new CertificateFilter(organizations.find(school.parent().id()).orElseThrow(), program.id()));

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node : IntStream.range(0, 4).mapToObj(_ -> nodes.submit(this::carryOut)).toList()) {
                node.get();
            }
        }

        assertEverybodyHasExactlyOne(MANY);
        assertThat(db.sql("select sum(issued), count(*), count(finished_at) from certificate.issuing where program_id = :program")
            .param("program", program.id().value()).query((row, _) -> List.of(row.getInt(1), row.getInt(2), row.getInt(3))).single())
            .containsExactly(MANY, 2, 2);
    }

    @Test
    void theDatabaseRefusesASecondValidOneAndANumberTwice() {
        var teacher = people(1, "PARTICIPANT").getFirst();
        issueToAll();

        assertThatThrownBy(() -> db.sql("""
                insert into certificate.certificate (teacher_id, id, program_id, number, code, facts, issued_at, organization_id)
                select teacher_id, gen_random_uuid(), program_id, 'another', 'another', facts, issued_at, organization_id
                  from certificate.certificate where teacher_id = :teacher
                """).param("teacher", teacher.value()).update()).isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
        assertThatThrownBy(() -> db.sql("insert into certificate.number select * from certificate.number where teacher_id = :teacher")
            .param("teacher", teacher.value()).update()).isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
    }

    @Test
    void theConsoleOffersItToWhoManagesTheUnit() {
        people(3, "PARTICIPANT");
        var mvc = MockMvcTester.from(context, builder -> builder.apply(springSecurity()).build());
        var page = "/console/certificates?organization=" + school.id() + "&program=" + program.id();
        assertThat(mvc.get().uri(page).with(Cast.as(administrator)).locale(Locale.ENGLISH)).bodyText().contains("3 people of this unit are entitled");
        assertThat(mvc.get().uri(page).with(Cast.as(cast.actor(cast.staff(school, Role.PRINCIPAL))))).bodyText().doesNotContain("/console/certificates/issuing");

        var post = mvc.post().uri("/console/certificates/issuing").param("organization", school.id().toString()).param("program", program.id().toString());
        assertThat(post.with(Cast.as(administrator)).with(csrf())).hasStatus3xxRedirection().hasRedirectedUrl(page);
        carryOut();

        assertThat(mvc.get().uri(page).with(Cast.as(administrator)).locale(Locale.SIMPLIFIED_CHINESE)).bodyText()
            .contains("共颁发 3 份证书", "本单位没有应发未发此证书的人员");
        assertThat(db.sql("select count(*) from audit.entry where act = 'certificate.issue-to-all' and target = :target")
            .param("target", "organization:" + school.id()).query(Integer.class).single()).isEqualTo(1);
        assertThat(mvc.post().uri("/console/certificates/issuing").param("organization", school.id().toString()).param("program", program.id().toString())
            .with(Cast.as(cast.administrator(cast.school()))).with(csrf())).hasStatus(HttpStatus.NOT_FOUND);
        assertThatThrownBy(() -> issueToAll.ask(cast.actor(cast.staff(school, Role.PRINCIPAL)), filter())).isInstanceOf(NotFound.class);
    }

    @Test
    void aProgramThatIsNotThereOrNotPublishedIsNotIssued() {
        var unit = filter().unit();
        assertThatThrownBy(() -> issueToAll.ask(administrator, new CertificateFilter(unit, new ProgramId(UUID.randomUUID())))).isInstanceOf(NotFound.class);

        var draft = UUID.randomUUID();
        db.sql("insert into program.program select (jsonb_populate_record(p, jsonb_build_object('id', :draft, 'code', :draft, 'published_at', null))).* "
                + "from program.program p where p.id = :program")
            .param("draft", draft.toString()).param("program", program.id().value()).update();
        assertThatThrownBy(() -> issueToAll.ask(administrator, new CertificateFilter(unit, new ProgramId(draft)))).isInstanceOf(NotFound.class);
        assertThat(db.sql("select count(*) from certificate.issuing where organization_id = :unit").param("unit", unit.id().value())
            .query(Integer.class).single()).isZero();
    }

    @Test
    void anIssuingWhoseProgramIsWithdrawnEndsAndSaysWhy() {
        people(3, "PARTICIPANT");
        var mvc = MockMvcTester.from(context, builder -> builder.apply(springSecurity()).build());
        var page = mvc.get().uri("/console/certificates?organization=" + school.id() + "&program=" + program.id()).with(Cast.as(administrator));
        transactions.executeWithoutResult(_ -> {
            issueToAll.ask(administrator, filter());
            withdraw(true);
        });

        carryOut();

        assertThat(page.locale(Locale.SIMPLIFIED_CHINESE)).hasStatusOk().bodyText()
            .contains("中止：该研修已不再发布。此前颁发了 0 份证书。", "该研修没有发布").doesNotContain("every 3s", "全部颁发");
        assertThat(page.locale(Locale.ENGLISH)).bodyText().contains("because the program is no longer published; until then no certificates were issued");
        withdraw(false);
        assertThat(page).bodyText().contains("3 people of this unit are entitled");
        issueToAll();
        assertEverybodyHasExactlyOne(3);
    }

    private void withdraw(boolean withdrawn) {
        db.sql("update program.program set published_at = case when not :withdrawn then now() end where id = :program")
            .param("withdrawn", withdrawn).param("program", program.id().value()).update();
    }

    /** Takes the place of a person's certificate without ever committing: whoever issues to him waits. */
    private void standInTheWay(TeacherId teacher) {
        db.sql("""
                insert into certificate.certificate (teacher_id, id, program_id, number, code, facts, issued_at, organization_id)
                values (:teacher, gen_random_uuid(), :program, 'in the way', 'in the way', '{}', now(), :unit)
                """).param("teacher", teacher.value()).param("program", program.id().value()).param("unit", school.id().value()).update();
    }

    /** How many backends that wait for this transaction were killed. */
    private int killed() {
        return db.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))")
            .query(Integer.class).single();
    }

    private void assertEverybodyHasExactlyOne(int people) {
        assertThat(db.sql("""
                select count(*), count(distinct c.teacher_id), count(distinct c.number), count(n.number), count(v.code)
                  from certificate.certificate c
                  left join certificate.number n on n.number = c.number and n.certificate_id = c.id
                  left join certificate.verification v on v.code = c.code and v.certificate_id = c.id
                 where c.program_id = :program and c.state = 'VALID'
                """).param("program", program.id().value())
            .query((row, _) -> List.of(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5))).single()).containsOnly(people);
        assertThat(figure()).isEqualTo(people);
        assertThat(entitlements.count(program.id(), school.path(), 1)).isZero();
    }

    private void happens(TeacherId teacher, int what) {
        var track = track(teacher);
        var held = certificates.of(teacher, program.id()).filter(CertificateCard::isValid);
        switch (what) {
            case 0 -> issue.issue(teacher, program, track, school.id(), ledger.hours(teacher, program.id()), DONE);
            case 1 -> issue.withdraw(teacher, program.id(), "OTHER");
            case 2 -> held.ifPresent(card -> revoke.revoke(administrator, teacher, card.id(), "身份核实不符"));
            case 3 -> held.ifPresent(card -> reissue.reissue(administrator, teacher, card.id(), "改名"));
            case 4 -> {
                completions.remove(teacher, program.id());
                issue.withdraw(teacher, program.id(), "hours");
            }
            default -> completions.record(teacher, program.id(), track, DONE, 1);
        }
    }

    private CertificateStanding standing(TeacherId teacher) {
        var completed = completions.find(teacher, program.id()).isPresent();
        return standings.of(teacher, program, track(teacher), Verdict.of(Condition.of("completion.never", completed)));
    }

    private String track(TeacherId teacher) {
        return db.sql("select track from enrollment.participation where teacher_id = :teacher").param("teacher", teacher.value()).query(String.class).single();
    }

    /** Their participation and completion, as if the track had led to nothing then. */
    private List<TeacherId> people(int n, String track) {
        var people = new ArrayList<>(IntStream.range(0, n).mapToObj(_ -> TeacherId.next()).toList());
        directory.people(people.stream().map(it -> new PersonRow(it, "李文" + it.value().hashCode() % 100, "F", null, null, null, null, null,
            RealNameState.VERIFIED, "PRIMARY", "CHINESE")));
        directory.employments(people.stream().map(it -> EmploymentRow.since(LocalDate.of(2015, 9, 1), it, school.id(), List.of("CLASSROOM_TEACHER"))));
        participations.load(people.stream().map(it -> new Participation(Uuids.next(), it, program.id(), track, school.id(), DONE, DONE)));
        loadCompletions.load(people.stream().map(it -> new LoadCompletions.Completed(it, program.id(), track, DONE, 1)));
        return people;
    }

    private void earned(List<TeacherId> people) {
        var jurisdiction = entries.jurisdiction(school.path());
        entries.accounts(people.stream().map(it -> new LoadEntries.Account(it, jurisdiction, DONE)));
        entries.entries(people.stream().map(it -> new LoadEntries.Entry(it, jurisdiction, program.id(), new Earning.Place(null, null, null), "PROFESSIONAL",
            LocalDate.of(2023, 1, 19), CreditHours.of("1.50"), CreditHours.of("1.00"), null, 1, "lesson", "x", "x", DONE)));
    }

    private void issueToAll() {
        issueToAll.ask(administrator, filter());
        carryOut();
    }

    /** Until this program's are finished, whoever takes the steps. */
    private void carryOut() {
        while (db.sql("select exists (select from certificate.issuing where program_id = :program and finished_at is null)")
            .param("program", program.id().value()).query(Boolean.class).single()) {
            issueToAll.step();
        }
    }

    private CertificateFilter filter() {
        return new CertificateFilter(organizations.find(school.id()).orElseThrow(), program.id());
    }

    private long valid() {
        return db.sql("select count(*) from certificate.certificate where program_id = :program and state = 'VALID'")
            .param("program", program.id().value()).query(Long.class).single();
    }

    private long figure() {
        return db.sql("select coalesce(sum(n), 0) from tally.figure_card where program_id = :program and measure = 'CERTIFIED'")
            .param("program", program.id().value()).query(Long.class).single();
    }
}
