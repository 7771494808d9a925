package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What somebody gives is nobody's before the real clamd has said that it is clean, whatever happens to clamd. */
@XingtanTest
class ScanFilesTests {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    @TempDir static Path folder;
    private static Clamd clamd;

    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired ObjectStore store;
    @Autowired Scans scans;
    @Autowired Given given;
    @Autowired Quarantine quarantine;
    @Autowired FileGivers givers;
    @Autowired AuditTrail audit;
    @Autowired Clock clock;

    private Cast.Place school;
    private Actor giver;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        clamd = Clamd.start(folder);
    }

    @AfterAll
    static void stop() {
        clamd.close();
    }

    @BeforeEach
    void signIn() {
        school = cast.school();
        giver = cast.actor(cast.teacher(school));
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(giver, null, List.of()));
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void whatIsGivenIsHeldUntilItIsFoundClean() throws IOException {
        var documents = documents(new Scanner(clamd.address()));
        var paper = paper("没有问题".getBytes(StandardCharsets.UTF_8));
        var id = documents.seal("材料.docx", new ByteArrayInputStream(paper));

        assertThat(documents.find(id).orElseThrow().state()).isEqualTo(ScanState.SCANNING);
        for (var door : List.<Runnable>of(() -> documents.open(id), () -> documents.serve(id, new HttpHeaders()), () -> documents.download(id, new HttpHeaders()))) {
            assertThatThrownBy(door::run).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
        }
        scan(new Scanner(clamd.address()), documents, id);

        assertThat(documents.find(id).orElseThrow().state()).isEqualTo(ScanState.CLEAN);
        assertThat(documents.open(id)).hasBinaryContent(paper);
        assertThat(store.isSealed(documents.find(id).orElseThrow().sha256())).as("the scanner got it in plain, the disk did not").isTrue();
    }

    @Test
    void whatIsInfectedIsNobodysItsGiverIsToldAndTheTrailHasIt() throws IOException {
        var documents = documents(new Scanner(clamd.address()));
        var infected = paper(Clamd.zip("inner.txt", Clamd.VIRUS));
        var id = documents.seal("材料.docx", new ByteArrayInputStream(infected));

        scan(new Scanner(clamd.address()), documents, id);

        assertThat(documents.find(id).orElseThrow()).extracting(DocumentCard::state, DocumentCard::signature)
            .containsExactly(ScanState.QUARANTINED, Clamd.SIGNATURE);
        assertThatThrownBy(() -> documents.download(id, new HttpHeaders())).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(410);
            assertThat(problem.arguments()).contains(Clamd.SIGNATURE);
        });
        assertThat(db.sql("select arguments::text from messaging.message where teacher_id = :giver and rule = 'document.quarantine'")
            .param("giver", giver.teacher().value()).query(String.class).single()).contains("材料.docx", Clamd.SIGNATURE);
        assertThat(db.sql("select organization::text || ' ' || (after ->> 'file') || ' ' || (after ->> 'signature') from audit.entry where target = :target and act = 'document.quarantine'")
            .param("target", "teacher:" + giver.teacher()).query(String.class).list()).containsExactly(school.path() + " 材料.docx " + Clamd.SIGNATURE);
        assertThatThrownBy(() -> documents.seal("又一次.docx", new ByteArrayInputStream(infected))).as("the same bytes again")
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status()).isEqualTo(422));
        assertThatThrownBy(() -> db.sql("update document.scan set state = 'CLEAN', signature = null where sha256 = :sha256")
            .param("sha256", documents.find(id).orElseThrow().sha256()).update()).hasMessageContaining("quarantine");
    }

    @Test
    void whileTheScannerIsStoppedItStaysHeldAndIsTriedAgainAfterLongerPauses() throws IOException, InterruptedException {
        var stopped = new Scanner("127.0.0.1:" + Clamd.freePort());
        var documents = documents(stopped);
        var id = documents.seal("材料.docx", new ByteArrayInputStream(paper("等着".getBytes(StandardCharsets.UTF_8))));

        scan(stopped, documents, id);

        assertThat(documents.find(id).orElseThrow().state()).isEqualTo(ScanState.SCANNING);
        assertThat(row(documents, id)).containsEntry("trouble", "AWAY");
        assertThat(List.of(1, 2, 3, 4, 5, 6, 20).stream().map(tries -> new Scans.Due("", tries).pause().toSeconds()).toList())
            .containsExactly(5L, 15L, 45L, 135L, 405L, 600L, 600L);
        try (var back = Clamd.start(Files.createTempDirectory(folder, "again"))) {
            scan(new Scanner(back.address()), documents, id);
        }
        assertThat(documents.find(id).orElseThrow().state()).isEqualTo(ScanState.CLEAN);
    }

    @Test
    void aScannerThatNeverAnswersHoldsUpNobodyWhoGives() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var scanner = new Scanner("127.0.0.1:" + silent.getLocalPort());
            var documents = documents(scanner);
            var begun = System.nanoTime();
            var id = documents.seal("材料.docx", new ByteArrayInputStream(paper("慢".getBytes(StandardCharsets.UTF_8))));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("giving does not wait").isLessThan(Duration.ofSeconds(2));
            new ScanFiles(scanner, scans, quarantine, store).scan(new Scans.Due(documents.find(id).orElseThrow().sha256(), 1), Duration.ofMillis(400));
            assertThat(row(documents, id)).containsEntry("state", "SCANNING").containsEntry("trouble", "AWAY");
        }
    }

    @Test
    void eachNodeTakesWhatNoOtherHasAndTheJobDoesIt() throws IOException, InterruptedException {
        var scanner = new Scanner(clamd.address());
        var documents = documents(scanner);
        var id = documents.seal("材料.docx", new ByteArrayInputStream(paper("任务".getBytes(StandardCharsets.UTF_8))));
        var sha256 = documents.find(id).orElseThrow().sha256();
        db.sql("update document.scan set due_at = now() - interval '1 day' where sha256 = :sha256").param("sha256", sha256).update();

        assertThat(scans.claim(Duration.ofMillis(100)).orElseThrow().sha256()).isEqualTo(sha256);
        assertThat(scans.claim(Duration.ofMinutes(1)).map(Scans.Due::sha256)).as("while one node has it").isNotEqualTo(Optional.of(sha256));
        var job = new ScanFiles(scanner, scans, quarantine, store);
        Await.until(() -> {
            job.look();
            return documents.find(id).orElseThrow().isOpen();
        });
        assertThat(documents.find(id).orElseThrow().state()).as("once the node that had it is given up").isEqualTo(ScanState.CLEAN);
    }

    @Test
    void whatWasThereBeforeIsServedUntilItIsKnownToBeInfected() throws IOException {
        var before = documents(new Scanner(""));
        var id = before.seal("旧材料.docx", new ByteArrayInputStream(paper(Clamd.VIRUS)));
        assertThat(before.find(id).orElseThrow().state()).as("as without any scanner").isEqualTo(ScanState.UNSCANNED);

        new ScanFiles(new Scanner(clamd.address()), scans, quarantine, store).adopt();

        assertThat(row(before, id)).containsEntry("state", "UNSCANNED");
        assertThat(before.open(id)).isNotEmpty();
        scan(new Scanner(clamd.address()), before, id);
        assertThat(before.find(id).orElseThrow().state()).isEqualTo(ScanState.QUARANTINED);
    }

    @Test
    void whatIsServedStaysServedWhenSomebodyGivesTheSameBytesAgain() throws IOException {
        var paper = paper("又一次".getBytes(StandardCharsets.UTF_8));
        var id = documents(new Scanner("")).seal("旧材料.docx", new ByteArrayInputStream(paper));
        var documents = documents(new Scanner(clamd.address()));

        documents.seal("同一份.docx", new ByteArrayInputStream(paper));

        assertThat(documents.open(id)).as("for its readers nothing has changed").hasBinaryContent(paper);
        assertThat(row(documents, id)).as("and the scanner has it before it").containsEntry("state", "UNSCANNED");
        scan(new Scanner(clamd.address()), documents, id);
        assertThat(documents.find(id).orElseThrow().state()).isEqualTo(ScanState.CLEAN);
    }

    @Test
    void whatIsTooLargeForTheScannerSaysSoAndIsNotAwaited() throws IOException {
        var documents = documents(new Scanner(clamd.address()));
        var id = documents.seal("长.docx", new ByteArrayInputStream(paper("长".getBytes(StandardCharsets.UTF_8))));

        scans.failed(new Scans.Due(documents.find(id).orElseThrow().sha256(), 1), Scanner.Verdict.TOO_LARGE);

        assertThat(documents.find(id).orElseThrow().state().name()).isEqualTo("TOO_LARGE");
        assertThatThrownBy(() -> documents.open(id)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.code()).isEqualTo("document.too-large");
        });
        db.sql("update document.scan set trouble = 'AWAY' where sha256 = :sha256").param("sha256", documents.find(id).orElseThrow().sha256()).update();
        assertThat(documents.find(id).orElseThrow().state()).as("what may end by itself is awaited").isEqualTo(ScanState.SCANNING);
    }

    @Test
    void aDatabaseThatWasAwayTakesNoPlaceAtTheScannerForGood() throws IOException, InterruptedException {
        var scanner = new Scanner(clamd.address());
        var documents = documents(scanner);
        var id = documents.seal("材料.docx", new ByteArrayInputStream(paper("断".getBytes(StandardCharsets.UTF_8))));
        db.sql("update document.scan set due_at = now() - interval '1 day' where sha256 = :sha256")
            .param("sha256", documents.find(id).orElseThrow().sha256()).update();
        var away = new AtomicInteger(5);
        var job = new ScanFiles(scanner, new Scans(db, clock) {
            @Override
            Optional<Due> claim(Duration lease) {
                if (away.getAndDecrement() > 0) {
                    throw new DataAccessResourceFailureException("the database is away");
                }
                return super.claim(lease);
            }
        }, quarantine, store);

        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(job::look).isInstanceOf(DataAccessResourceFailureException.class);
        }
        Await.until(() -> {
            job.look();
            return documents.find(id).orElseThrow().isOpen();
        });
        assertThat(documents.find(id).orElseThrow().state()).isEqualTo(ScanState.CLEAN);
    }

    @Test
    void whatIsReadAtOnceIsCheckedAtOnceOrNotTaken() throws IOException {
        var infected = Files.write(folder.resolve("bank.xlsx"), paper(Clamd.VIRUS));
        var clean = Files.write(folder.resolve("clean.xlsx"), paper("题".getBytes(StandardCharsets.UTF_8)));

        new RequireClean(new Scanner(""), givers, audit).require(giver, "题库.xlsx", infected);
        new RequireClean(new Scanner(clamd.address()), givers, audit).require(giver, "题库.xlsx", clean);
        assertThatThrownBy(() -> new RequireClean(new Scanner(clamd.address()), givers, audit).require(giver, "题库.xlsx", infected))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.arguments()).containsExactly("题库.xlsx", Clamd.SIGNATURE));
        assertThat(db.sql("select after ->> 'signature' from audit.entry where actor = :actor and act = 'document.quarantine'")
            .param("actor", giver.teacher().value()).query(String.class).list()).containsExactly(Clamd.SIGNATURE);
        var away = new RequireClean(new Scanner("127.0.0.1:" + Clamd.freePort()), givers, audit);
        assertThatThrownBy(() -> away.require(giver, "题库.xlsx", clean))
            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    }

    private Documents documents(Scanner scanner) {
        return new Documents(db, store, scanner, scans, given, clock);
    }

    private void scan(Scanner scanner, Documents documents, DocumentId id) {
        new ScanFiles(scanner, scans, quarantine, store).scan(new Scans.Due(documents.find(id).orElseThrow().sha256(), 1), WITHIN);
    }

    private Map<String, Object> row(Documents documents, DocumentId id) {
        return db.sql("select state, trouble from document.scan where sha256 = :sha256").param("sha256", documents.find(id).orElseThrow().sha256())
            .query().singleRow();
    }

    /** A paper that nobody has given before, with something in it. */
    private static byte[] paper(byte[] embedded) throws IOException {
        return Clamd.docx(Clamd.zip(Uuids.next() + ".txt", embedded));
    }
}
