package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.People;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What is sent again with other papers is neither taken for the same nor lost. */
@XingtanTest
class AppliedAgainTests {

    @Autowired MockMvcTester mvc;
    @Autowired Called called;
    @Autowired Apply apply;
    @Autowired ReviewApplication review;
    @Autowired Attachments attachments;
    @Autowired ApplicationFiles files;
    @Autowired ApplicationAudit audit;
    @Autowired Applications applications;
    @Autowired People people;
    @Autowired TransactionTemplate transactions;
    @Autowired Clock clock;
    @Autowired JdbcClient db;

    private Called.Town town;
    private ProgramId program;
    private Actor teacher;

    @BeforeEach
    void callForApplications() {
        town = called.town();
        program = called.call(town.city(), 3, 0);
        teacher = called.teacher(town.school());
    }

    @Test
    void otherPapersReplaceThoseBeforeWhileNobodyHasDecided() {
        var id = called.apply(teacher, program);

        assertThat(post("[\"" + paper("plan.pdf") + "\"]")).hasStatus(200).bodyJson().extractingPath("$.attachments[*].name").asArray().containsExactly("plan.pdf");
        assertThat(post(null)).as("says nothing of papers").hasStatus(200).bodyJson().extractingPath("$.attachments[*].name").asArray().containsExactly("plan.pdf");
        assertThat(post("[\"" + paper("plan.pdf") + "\"]")).as("the same again").hasStatus(200);
        assertThat(acts(id)).containsExactly("SUBMITTED", "CORRECTED");
        assertThat(post("[]")).hasStatus(200).bodyJson().extractingPath("$.attachments").asArray().isEmpty();

        assertThat(called.state(id)).isEqualTo("SUBMITTED");
        called.approve(town.principal(), id);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void onceSomebodyHasDecidedOtherPapersAreRefusedInWords() {
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);

        assertThat(post("[\"" + paper("plan.pdf") + "\"]")).hasStatus(422).bodyJson().extractingPath("$.verdict.conditions[?(@.met==false)].code").asArray()
            .containsExactly("application.untouched");
        assertThat(post("[]")).as("as it is").hasStatus(200);
        assertThat(names(id)).isEmpty();
    }

    @Test
    void theFormSentAgainWithAPaperKeepsIt() {
        var id = UUID.randomUUID();
        assertThat(form(id, Called.STATEMENT)).hasStatus3xxRedirection().hasRedirectedUrl("/applications/" + id);
        assertThat(form(id, Called.STATEMENT, "plan.pdf")).hasStatus3xxRedirection().hasRedirectedUrl("/applications/" + id);
        assertThat(names(id)).containsExactly("plan.pdf");
        for (var i = 0; i < 25; i++) {
            assertThat(form(i % 2 == 0 ? id : UUID.randomUUID(), Called.STATEMENT, "plan.pdf")).as("the same again").hasStatus3xxRedirection().hasRedirectedUrl("/applications/" + id);
        }
        assertThat(acts(id)).containsExactly("SUBMITTED", "CORRECTED");
    }

    /** What was typed comes back with the name of the file that was not taken; nothing is handed in. */
    @Test
    void aFileThatIsNotTakenLosesNothingThatWasTyped() {
        var id = UUID.randomUUID();
        assertThat(form(id, Called.STATEMENT, "plan.exe")).hasStatus(415).bodyText().contains("plan.exe", "其他内容都还在", Called.STATEMENT, id.toString());
        assertThat(form(id, Called.STATEMENT, "1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.pdf", "6.pdf")).hasStatus(422).bodyText().contains("附件最多 5 个。 没有收下，其他内容都还在。", Called.STATEMENT)
            .containsOnlyOnce("没有收下");
        assertThat(form(id, Called.STATEMENT, "plan.pdf")).hasStatus3xxRedirection();
        review.review(town.principal(), id, Decision.RETURN, "say more");

        var other = Called.STATEMENT + " And more.";
        assertThat(mvc.post().uri("/applications/" + id + "/correction").multipart().contentType("multipart/form-data; boundary=b").param("statement", other).file(file("plan.exe"))
            .with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatus(415).bodyText().contains("plan.exe", "其他内容都还在", other);
        assertThat(files.of(teacher.teacher(), id).one().statement()).isEqualTo(Called.STATEMENT);
    }

    @Test
    void anotherTextUnderTheSameFormIsRefusedAndNotSwallowed() {
        var id = UUID.randomUUID();
        assertThat(form(id, Called.STATEMENT)).hasStatus3xxRedirection();

        assertThat(form(id, Called.STATEMENT + " And more.")).hasStatus(422).bodyText().contains("撤回");
        assertThat(files.of(teacher.teacher(), id).one().statement()).isEqualTo(Called.STATEMENT);
    }

    @Test
    void aCorrectionSentAgainWithOtherPapersIsNotTheSame() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.RETURN, "say more");
        var text = Called.STATEMENT + " More.";
        apply.correct(teacher, id, new Apply.Submission(null, text, List.of(paper("one.pdf"))));

        apply.correct(teacher, id, new Apply.Submission(null, text, List.of(paper("two.pdf"))));
        assertThat(names(id)).containsExactly("two.pdf");

        called.approve(town.principal(), id);
        assertThat(refusal(() -> apply.correct(teacher, id, new Apply.Submission(null, text, List.of(paper("three.pdf")))))).containsExactly("application.untouched");
        assertThat(names(id)).containsExactly("two.pdf");
    }

    @Test
    void papersOfWhatIsDecidedStayWhoeverWrites() {
        var id = called.apply(teacher, program);
        assertThat(post("[\"" + paper("plan.pdf") + "\"]")).hasStatus(200);
        review.review(town.principal(), id, Decision.REJECT, "no");

        for (var sql : List.of("delete from application.attachment where application_id = :id", "update application.attachment set position = 2 where application_id = :id")) {
            assertThatThrownBy(() -> db.sql(sql).param("id", id).update()).as(sql).isInstanceOf(DataAccessException.class);
        }
    }

    /** The call comes before the person for everybody: else these two would wait for each other. */
    @Test
    void theSameFormWithAPaperAndADecisionComeOneAfterTheOther() throws Exception {
        var id = UUID.randomUUID();
        var paper = paper("plan.pdf");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = transactions.execute(_ -> {
                people.lock(teacher.teacher());
                var sent = threads.submit(() -> apply.apply(teacher, program, new Apply.Submission(id, Called.STATEMENT, List.of(paper))));
                waiting(1);
                done(threads.submit(() -> arrives(id)));
                var decided = threads.submit(() -> called.approve(town.principal(), id));
                waiting(2);
                return List.of(sent, decided);
            });
            both.forEach(AppliedAgainTests::done);
        }
        assertThat(names(id)).containsExactly("plan.pdf");
        assertThat(acts(id)).containsExactly("SUBMITTED", "CORRECTED", "APPROVED");
        assertThat(findings(id)).isEmpty();
    }

    private static void done(Future<?> one) {
        try {
            one.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the first post of the form leaves it. */
    private void arrives(UUID id) {
        transactions.executeWithoutResult(_ -> {
            var now = clock.instant();
            var one = new Application(teacher.teacher(), id, program, Called.STATEMENT, Application.State.SUBMITTED, town.school().id(), null, Application.Passed.NOBODY, null, now);
            assertThat(applications.add(one)).isTrue();
            applications.record(one, teacher, Applications.Acted.own(Application.Act.SUBMITTED, ""), now);
        });
    }

    /** Until so many wait for this transaction, or for who waits for it. */
    private void waiting(int many) {
        while (db.sql("""
                with recursive waits (pid) as (
                    select pg_backend_pid()
                     union
                    select l.pid from pg_locks l join waits w on w.pid = any (pg_blocking_pids(l.pid)) where not l.granted)
                select count(*) - 1 from waits
                """).query(Integer.class).single() < many) {
            Thread.onSpinWait();
        }
    }

    private DocumentId paper(String name) {
        return attachments.keep(teacher.teacher(), List.of(file(name))).getFirst();
    }

    private static MockMultipartFile file(String name) {
        return new MockMultipartFile("files", name, "application/pdf", ("%PDF-1.7\n" + name + "\n%%EOF").getBytes(StandardCharsets.UTF_8));
    }

    private MvcTestResult post(@org.jspecify.annotations.Nullable String papers) {
        return mvc.post().uri("/api/v1/programs/" + program + "/applications").with(Cast.as(teacher)).with(Cast.csrf()).contentType("application/json")
            .content("{\"statement\":\"" + Called.STATEMENT + "\"" + (papers == null ? "" : ",\"attachments\":" + papers) + "}").exchange();
    }

    private MvcTestResult form(UUID id, String statement, String... names) {
        var request = mvc.post().uri("/applications/programs/" + program).multipart().contentType("multipart/form-data; boundary=b")
            .param("id", id.toString()).param("statement", statement);
        for (var name : names) {
            request = request.file(file(name));
        }
        return request.with(Cast.as(teacher)).with(Cast.csrf()).exchange();
    }

    private List<String> names(UUID id) {
        return files.of(teacher.teacher(), id).attachments().stream().map(DocumentCard::name).toList();
    }

    private List<String> acts(UUID id) {
        return files.of(teacher.teacher(), id).history().stream().map(it -> it.step().act().name()).toList();
    }

    private List<String> findings(UUID id) {
        return audit.findings(false).stream().filter(it -> it.contains(id.toString())).toList();
    }

    private static List<String> refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(Refused.class, act).verdict().unmet().stream().map(Condition::code).toList();
    }
}
