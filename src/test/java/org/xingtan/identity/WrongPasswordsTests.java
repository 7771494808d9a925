package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.TestClock;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** Wrong passwords hold up whoever typed them, an attack from everywhere everybody but the owner's browser, and nobody for ever. */
@XingtanTest
class WrongPasswordsTests {

    private static final String PASSWORD = "corn-lamp-ferry";
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static @Nullable String hash;

    @Autowired
    private MockMvc mvc;
    @Autowired
    private Cast cast;
    @Autowired
    private OpenAccounts openAccounts;
    @Autowired
    private AccountStore accounts;
    @Autowired
    private SignInNames names;
    @Autowired
    private Passwords passwords;
    @Autowired
    private WrongPasswords wrong;
    @Autowired
    private WrongTries tries;
    @Autowired
    private KnownBrowsers browsers;
    @Autowired
    private Clock clock;
    @Autowired
    private JdbcClient db;

    private TestClock still;
    private CheckPassword check;
    private TeacherId teacher;
    private String name;

    @BeforeEach
    void somebody(@Autowired OpenAccounts open) {
        hash = hash == null ? open.hash(PASSWORD) : hash;
        teacher = cast.teacher(cast.school());
        name = "held" + NEXT.incrementAndGet();
        openAccounts.open(List.of(new OpenAccounts.Row(teacher, name, null, hash, null)));
        still = new TestClock(clock.instant());
        check = new CheckPassword(accounts, names, passwords, new Addresses(still), wrong, still);
    }

    private CheckPassword.Outcome tryFrom(String address, @Nullable String browser, String password) {
        return check.named(name, password, new Visit(address, "test", browser));
    }

    /** Wrong ones that were counted a moment ago, without the work of each. */
    private void attacked(int times) {
        IntStream.range(0, times).forEach(i -> tries.count(teacher.value(), "password 198.18." + i / 200 + "." + i % 200, still.instant()));
    }

    private String ownBrowser() {
        var secret = Secrets.next();
        browsers.remember(teacher, Secrets.hash(secret), clock.instant());
        return secret;
    }

    @Test
    void holdUpTheAddressTheyComeFromAndNoOther() {
        for (var i = 0; i < 5; i++) {
            assertThat(tryFrom("203.0.113.20", null, "wrong")).isInstanceOf(CheckPassword.Outcome.Wrong.class);
        }
        assertThat(tryFrom("203.0.113.20", null, PASSWORD)).isEqualTo(new CheckPassword.Outcome.Wait(30));
        assertThat(tryFrom("203.0.113.21", null, PASSWORD)).isInstanceOf(CheckPassword.Outcome.Right.class);
        assertThat(tryFrom("203.0.113.20", null, PASSWORD)).as("the owner's success is not the stranger's").isEqualTo(new CheckPassword.Outcome.Wait(30));
        still.forward(Duration.ofSeconds(30));
        assertThat(tryFrom("203.0.113.20", null, "wrong")).isInstanceOf(CheckPassword.Outcome.Wrong.class);
        assertThat(tryFrom("203.0.113.20", null, "wrong")).isEqualTo(new CheckPassword.Outcome.Wait(60));
    }

    @Test
    void fromEverywhereHoldUpStrangersButNotTheOwnersBrowser() {
        attacked(LockOut.FREE_IN_ALL);
        assertThat(tryFrom("203.0.113.30", null, PASSWORD)).isEqualTo(new CheckPassword.Outcome.Wait(30));
        assertThat(tryFrom("203.0.113.30", Secrets.next(), PASSWORD)).as("a browser nobody knows").isEqualTo(new CheckPassword.Outcome.Wait(30));
        assertThat(tryFrom("203.0.113.30", ownBrowser(), PASSWORD)).isInstanceOf(CheckPassword.Outcome.Right.class);
    }

    @Test
    void endByThemselves() {
        attacked(LockOut.FREE_IN_ALL + 500);
        assertThat(tryFrom("203.0.113.31", null, PASSWORD)).isEqualTo(new CheckPassword.Outcome.Wait(900));
        still.forward(Duration.ofMinutes(15));
        assertThat(tryFrom("203.0.113.31", null, PASSWORD)).isInstanceOf(CheckPassword.Outcome.Right.class);
    }

    @Test
    void inTheOwnersBrowserHoldItUpAlone() {
        var browser = ownBrowser();
        for (var i = 0; i < 5; i++) {
            assertThat(tryFrom("203.0.113." + (40 + i), browser, "wrong")).isInstanceOf(CheckPassword.Outcome.Wrong.class);
        }
        assertThat(tryFrom("203.0.113.46", browser, PASSWORD)).as("a stolen browser guesses no faster").isEqualTo(new CheckPassword.Outcome.Wait(30));
        assertThat(tryFrom("203.0.113.46", null, PASSWORD)).isInstanceOf(CheckPassword.Outcome.Right.class);
    }

    @Test
    void countOneAnotherHoweverManyComeAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 60).forEach(i -> threads.submit(() -> tries.count(teacher.value(), "password 192.0.2." + i % 3, still.instant())));
        }
        var counted = tries.counted(teacher.value(), "password 192.0.2.1");
        assertThat(counted.here().failures()).isEqualTo(20);
        assertThat(counted.all().failures()).isEqualTo(60);
    }

    @Test
    void ofANameThatNobodyHasAreCountedAlike() {
        var nobody = UUID.nameUUIDFromBytes(("no" + name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (var i = 0; i < 5; i++) {
            check.named("no" + name, "wrong", new Visit("203.0.113.50", "test", null));
        }
        assertThat(check.named("no" + name, "wrong", new Visit("203.0.113.50", "test", null))).isEqualTo(new CheckPassword.Outcome.Wait(30));
        assertThat(tries.counted(nobody, "password 203.0.113.50").here().failures()).isEqualTo(5);
    }

    @Test
    void areForgottenWithANewPassword() {
        attacked(60);
        accounts.setPassword(teacher, String.valueOf(hash), clock.instant());
        assertThat(tryFrom("203.0.113.51", null, PASSWORD)).isInstanceOf(CheckPassword.Outcome.Right.class);
    }

    @Test
    void areDeletedWhenForgotten() {
        tries.count(teacher.value(), "password 192.0.2.9", clock.instant().minus(Duration.ofMinutes(61)));
        tries.deleteForgotten();
        assertThat(db.sql("select count(*) from identity.wrong_try where teacher_id = :t").param("t", teacher.value()).query(Integer.class).single()).isZero();
    }

    @Test
    void knowTheBrowserAgainUntilItsOwnerEndsEverything() {
        var visitor = new Visitor(mvc);
        visitor.signIn(name, PASSWORD);
        var browser = visitor.cookies.get(Cookies.BROWSER);
        assertThat(browsers.isKnown(teacher.value(), Secrets.hash(browser))).isTrue();
        visitor.post("/sign-out");
        assertThat(visitor.cookies).containsEntry(Cookies.BROWSER, browser);
        visitor.signIn(name, PASSWORD);
        assertThat(visitor.cookies).containsEntry(Cookies.BROWSER, browser);
        visitor.post("/sign-ins/revocation");
        assertThat(browsers.isKnown(teacher.value(), Secrets.hash(browser))).isFalse();
    }
}
