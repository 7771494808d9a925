package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Visitor.text;
import static org.xingtan.testing.Visitor.tokenOf;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.xingtan.directory.Role;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.TestClock;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** Sign-in, tokens and passwords over HTTP against a real database. */
@XingtanTest
class SignInModuleTests {

    private static final String PASSWORD = "corn-lamp-ferry";
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static @Nullable String hash;
    private static Cast.@Nullable Place school;

    @Autowired
    private MockMvc mvc;
    @Autowired
    private Cast cast;
    @Autowired
    private OpenAccounts openAccounts;
    @Autowired
    private SignInStore store;
    @Autowired
    private LiveSignIns signIns;
    @Autowired
    private AccountStore accounts;
    @Autowired
    private SignInNames names;
    @Autowired
    private Passwords passwords;
    @Autowired
    private Addresses addresses;
    @Autowired
    private WrongPasswords wrong;
    @Autowired
    private JdbcClient db;
    @Autowired
    private Clock clock;

    private Visitor visitor;
    private TeacherId teacher;
    private String name;

    @BeforeAll
    static void once(@Autowired OpenAccounts accounts, @Autowired Cast cast) {
        hash = accounts.hash(PASSWORD);
        school = cast.school();
    }

    @BeforeEach
    void somebody() {
        visitor = new Visitor(mvc);
        teacher = cast.teacher(school);
        name = account(teacher, null);
    }

    private String account(TeacherId person, @Nullable Instant expires) {
        var username = "Signs.In" + NEXT.incrementAndGet();
        openAccounts.open(List.of(new OpenAccounts.Row(person, username, null, hash, expires)));
        return username;
    }

    @Test
    void opensASessionAndLeadsOn() {
        var answer = visitor.post("/sign-in", "username", name, "password", PASSWORD, "next", "/sign-ins");
        assertThat(answer.getStatus()).isEqualTo(303);
        assertThat(answer.getHeader("Location")).isEqualTo("/sign-ins");
        assertThat(answer.getHeaders("Set-Cookie")).anySatisfy(cookie ->
            assertThat(cookie).startsWith("xingtan=").contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure"));
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        assertThat(visitor.get("/sign-ins").getStatus()).isEqualTo(200);
    }

    @Test
    void marksTheCookieSecureWhenTheRequestIs() {
        var answer = visitor.send(MockMvcRequestBuilders.post("/sign-in").secure(true)
            .param("username", name).param("password", PASSWORD).param("_csrf", visitor.csrf()));
        assertThat(answer.getHeaders("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie).startsWith("xingtan=").contains("Secure"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  %s ", "%S", "％s"})
    void takesTheNameHoweverItIsTyped(String how) {
        var typed = how.startsWith("％") ? name.chars().mapToObj(c -> String.valueOf((char) (c < 0x7f ? c + 0xfee0 : c))).reduce("", String::concat)
            : how.formatted(name);
        assertThat(visitor.signIn(typed, PASSWORD).getStatus()).isEqualTo(303);
    }

    @Test
    void makesANewSecretAtEverySignIn() {
        visitor.cookies.put("xingtan", "A".repeat(43));
        visitor.signIn(name, PASSWORD);
        var first = visitor.cookies.get("xingtan");
        visitor.signIn(name, PASSWORD);
        assertThat(visitor.cookies.get("xingtan")).isNotEqualTo(first).hasSize(43);
        assertThat(first).isNotEqualTo("A".repeat(43));
    }

    @Test
    void keepsNoSecretInTheDatabase() {
        visitor.signIn(name, PASSWORD);
        var row = db.sql("select s::text from identity.sign_in s where teacher_id = :t").param("t", teacher.value()).query(String.class).single();
        assertThat(row).doesNotContain(visitor.cookies.get("xingtan"));
    }

    @Test
    void refusesAReplayAfterSignOut() {
        visitor.signIn(name, PASSWORD);
        var secret = visitor.cookies.get("xingtan");
        assertThat(visitor.get("/api/v1/me").getStatus()).isEqualTo(200);
        var answer = visitor.post("/sign-out");
        assertThat(answer.getStatus()).isEqualTo(303);
        assertThat(visitor.cookies).doesNotContainKey("xingtan");
        visitor.cookies.put("xingtan", secret);
        assertThat(visitor.get("/api/v1/me").getStatus()).isEqualTo(401);
        assertThat(visitor.get("/sign-ins").getHeader("Location")).isEqualTo("/sign-in?next=%2Fsign-ins");
    }

    @ParameterizedTest
    @CsvSource({"//evil.example", "/\\evil.example", "https:evil.example", "'/%0d%0aSet-Cookie: a=b'", "'\r\nLocation: x'", "/{x}"})
    void neverRedirectsAway(String next) {
        var answer = visitor.post("/sign-in", "username", name, "password", PASSWORD, "next", next);
        assertThat(answer.getHeader("Location")).isEqualTo("/");
        assertThat(visitor.get("/sign-in?next=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8))
            .getHeader("Location")).isEqualTo("/");
    }

    @Test
    void wantsACsrfTokenForCookiesAndNoneForBearers() {
        assertThat(visitor.bare("/sign-in", "username", name, "password", PASSWORD).getStatus()).isEqualTo(403);
        visitor.signIn(name, PASSWORD);
        assertThat(visitor.bare("/sign-ins/revocation").getStatus()).isEqualTo(403);
        var token = visitor.token(name, PASSWORD);
        assertThat(token.getStatus()).isEqualTo(201);
        var id = text(token).replaceAll("(?s).*\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        assertThat(visitor.api(HttpMethod.DELETE, "/api/v1/tokens/" + id, null, null).getStatus()).as("a cookie alone is not enough").isEqualTo(403);
        assertThat(new Visitor(mvc).api(HttpMethod.DELETE, "/api/v1/tokens/" + id, tokenOf(token), null).getStatus()).isEqualTo(204);
        assertThat(new Visitor(mvc).api(HttpMethod.GET, "/api/v1/me", tokenOf(token), null).getStatus()).isEqualTo(401);
    }

    @Test
    void neverTakesASecretOfTheOtherKind() {
        visitor.signIn(name, PASSWORD);
        var session = visitor.cookies.get("xingtan");
        var token = tokenOf(visitor.token(name, PASSWORD));
        var stranger = new Visitor(mvc);
        assertThat(stranger.api(HttpMethod.GET, "/api/v1/me", session, null).getStatus()).isEqualTo(401);
        stranger.cookies.put("xingtan", token);
        assertThat(stranger.get("/api/v1/me").getStatus()).isEqualTo(401);
        assertThat(new Visitor(mvc).api(HttpMethod.GET, "/api/v1/me", token, null).getStatus()).isEqualTo(200);
    }

    @Test
    void saysWhoIAm() {
        cast.appoint(teacher, Role.TRAINING_ADMINISTRATOR, school);
        var me = text(new Visitor(mvc).api(HttpMethod.GET, "/api/v1/me", tokenOf(visitor.token(name, PASSWORD)), null));
        assertThat(me).contains("\"id\":\"" + teacher + "\"", "\"username\":\"" + name.toLowerCase(java.util.Locale.ROOT) + "\"",
            "\"realName\":\"VERIFIED\"", "\"posts\":[\"CLASSROOM_TEACHER\"]", "\"role\":\"TRAINING_ADMINISTRATOR\"",
            "\"organization\":{\"id\":\"" + school.id() + "\",\"code\":\"" + school.code() + "\"", "\"kind\":\"SCHOOL\"",
            "\"from\":\"2020-01-01\",\"to\":null");
    }

    @Test
    void listsTokensOfTheirOwnerOnly() {
        var token = tokenOf(visitor.token(name, PASSWORD));
        visitor.token(name, PASSWORD);
        visitor.signIn(name, PASSWORD);
        var first = text(new Visitor(mvc).api(HttpMethod.GET, "/api/v1/tokens?limit=1", token, null));
        assertThat(first).contains("\"name\":\"test\"").doesNotContain(token, "\"next\":null");
        var cursor = first.replaceAll("(?s).*\"next\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        assertThat(text(new Visitor(mvc).api(HttpMethod.GET, "/api/v1/tokens?limit=1&cursor=" + cursor, token, null))).contains("\"next\":null", "\"current\":true");
        assertThat(visitor.api(HttpMethod.GET, "/api/v1/tokens?cursor=bm9wZQ", token, null).getStatus()).isEqualTo(400);
        assertThat(new Visitor(mvc).get("/api/v1/tokens").getStatus()).isEqualTo(401);
        var other = new Visitor(mvc);
        var others = text(other.token(account(cast.teacher(school), null), PASSWORD)).replaceAll("(?s).*\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        assertThat(visitor.api(HttpMethod.DELETE, "/api/v1/tokens/" + others, token, null).getStatus()).isEqualTo(404);
        assertThat(visitor.api(HttpMethod.DELETE, "/api/v1/tokens/nonsense", token, null).getStatus()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"username\": \"a\", \"password\": \"b\", \"name\": \"c\", \"admin\": true}", "{\"username\": 1, \"password\": \"b\"}",
        "{\"username\": null, \"password\": \"b\"}", "{\"username\": {}, \"password\": []}", "{", "", "[]", "null", "nonsense", "{\"username\": \"a\"}",
        "{\"username\": \"a\", \"username\": \"b\", \"password\": \"b\"}", "{\"username\": \"a\", \"password\": \"b\", \"name\": \"\\u0000\"}",
        "{\"username\": \"a\\u0000b\", \"password\": \"b\"}", "{\"username\": \"\\ud800\", \"password\": \"b\"}"})
    void refusesMalformedTokenRequests(String json) {
        var answer = visitor.api(HttpMethod.POST, "/api/v1/tokens", null, json);
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x' or '1'='1", ""})
    void answersOddNamesLikeUnknownOnes(String username) {
        var answer = visitor.token(username, "b");
        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(text(answer)).contains("identity.wrong");
    }

    @Test
    void takesJsonOnly() {
        assertThat(visitor.send(MockMvcRequestBuilders.post("/api/v1/tokens")
            .contentType("text/plain").content("{\"username\": \"a\", \"password\": \"b\"}")).getStatus()).isEqualTo(415);
    }

    @Test
    void answersAWrongPasswordLikeAnUnknownName() {
        assertThat(text(visitor.token(name, "wrong")).replaceAll("\"reference\":\"[^\"]*\"", ""))
            .isEqualTo(text(visitor.token("nobody" + name, "wrong")).replaceAll("\"reference\":\"[^\"]*\"", ""));
        assertThat(visitor.signIn(name, "wrong").getStatus()).isEqualTo(401);
    }

    @Test
    void locksKnownAndUnknownNamesAlikeAndNotForEver() {
        var unknown = "nobody" + name;
        for (var username : List.of(name, unknown)) {
            assertThat(IntStream.range(0, 7).map(_ -> visitor.token(username, "wrong").getStatus()))
                .containsExactly(401, 401, 401, 401, 401, 429, 429);
        }
        var right = visitor.token(name, PASSWORD);
        assertThat(right.getStatus()).isEqualTo(429);
        assertThat(Integer.parseInt(String.valueOf(right.getHeader("Retry-After")))).isBetween(20, 30);
        assertThat(visitor.signIn(name, PASSWORD).getStatus()).isEqualTo(429);
        db.sql("update identity.wrong_try set last_at = last_at - interval '31 s' where teacher_id = :t").param("t", teacher.value()).update();
        assertThat(visitor.token(name, PASSWORD).getStatus()).isEqualTo(201);
        assertThat(visitor.token(name, "wrong").getStatus()).isEqualTo(401);
        assertThat(trail("identity.sign-in.locked")).isEqualTo(1);
        assertThat(trail("identity.sign-in.failed")).isEqualTo(5);
    }

    private int trail(String act) {
        return db.sql("select count(*) from audit.entry where act = :act and target = :target").param("act", act)
            .param("target", "teacher:" + teacher).query(Integer.class).single();
    }

    @Test
    void slowsASprayAtTheThirtyFirstAndLetsTheRightOnesThrough() {
        var still = new TestClock(clock.instant());
        var check = new CheckPassword(accounts, names, passwords, new Addresses(still), wrong, still);
        for (var i = 0; i < Addresses.Address.FREE; i++) {
            assertThat(check.named("spray" + i + name, "wrong", from("203.0.113.7"))).isInstanceOf(CheckPassword.Outcome.Wrong.class);
        }
        assertThat(check.named("spray30" + name, "wrong", from("203.0.113.7"))).isEqualTo(new CheckPassword.Outcome.Wait(4));
        assertThat(check.named(name, PASSWORD, from("203.0.113.7"))).isInstanceOf(CheckPassword.Outcome.Right.class);
        assertThat(check.named("elsewhere" + name, "wrong", from("203.0.113.9"))).isInstanceOf(CheckPassword.Outcome.Wrong.class);
        still.forward(Duration.ofSeconds(1));
        assertThat(check.named("spray31" + name, "wrong", from("203.0.113.7"))).isEqualTo(new CheckPassword.Outcome.Wait(5));
        still.forward(Duration.ofSeconds(5));
        assertThat(check.named("spray32" + name, "wrong", from("203.0.113.7"))).isInstanceOf(CheckPassword.Outcome.Wrong.class);
    }

    private static Visit from(String address) {
        return new Visit(address, "test", null);
    }

    @Test
    void slowsEveryDoorOfAnAddressThatIsFull() {
        var sprayer = new Visitor(mvc, "203.0.113.10");
        IntStream.range(0, 1000).forEach(_ -> addresses.of("203.0.113.10").wrong());
        assertThat(sprayer.token("spray" + name, "wrong").getStatus()).isEqualTo(429);
        assertThat(sprayer.signIn("spray" + name, "wrong").getStatus()).isEqualTo(429);
        assertThat(sprayer.post("/activation", "name", "张立", "number", "1", "code", "2").getStatus()).isEqualTo(429);
        assertThat(sprayer.token(name, PASSWORD).getStatus()).isEqualTo(201);
        assertThat(new Visitor(mvc).token("elsewhere" + name, "wrong").getStatus()).isEqualTo(401);
    }

    @Test
    void letsAWholeSchoolInThroughOneAddress() {
        var gate = new Visitor(mvc, "203.0.113.8");
        assertThat(IntStream.range(0, 40).map(_ -> gate.token(name, PASSWORD).getStatus()).distinct()).containsExactly(201);
    }

    @Test
    void endsWithTheAccountTheEmploymentAndTheAppointment() {
        var token = tokenOf(visitor.token(name, PASSWORD));
        assertThat(store.find(Secrets.hash(token), clock.instant())).isPresent();
        cast.appoint(teacher, Role.PRINCIPAL, school);
        assertThat(store.find(Secrets.hash(token), clock.instant())).as("a new appointment ends nothing").isPresent();
        var appointed = tokenOf(visitor.token(name, PASSWORD));
        db.sql("delete from directory.appointment where teacher_id = :t").param("t", teacher.value()).update();
        assertThat(store.find(Secrets.hash(appointed), clock.instant())).isEmpty();
        assertThat(store.find(Secrets.hash(token), clock.instant())).isPresent();
        db.sql("update identity.account set disabled_at = now() where teacher_id = :t").param("t", teacher.value()).update();
        assertThat(store.find(Secrets.hash(token), clock.instant())).isEmpty();
        assertThat(visitor.token(name, PASSWORD).getStatus()).isEqualTo(401);
        db.sql("update identity.account set disabled_at = null where teacher_id = :t").param("t", teacher.value()).update();
        db.sql("update directory.employment set state = 'RETIRED' where teacher_id = :t").param("t", teacher.value()).update();
        assertThat(store.find(Secrets.hash(token), clock.instant())).isEmpty();
        assertThat(visitor.token(name, PASSWORD).getStatus()).isEqualTo(401);
    }

    @Test
    void endsIdleSessionsAndOldTokens() {
        visitor.signIn(name, PASSWORD);
        var session = Secrets.hash(visitor.cookies.get("xingtan"));
        var token = Secrets.hash(tokenOf(visitor.token(name, PASSWORD)));
        var now = clock.instant();
        assertThat(store.find(session, now.plusSeconds(43_000))).isPresent();
        assertThat(store.find(session, now.plusSeconds(43_300))).isEmpty();
        assertThat(store.find(token, now.plusSeconds(29L * 86_400))).isPresent();
        assertThat(store.find(token, now.plusSeconds(30L * 86_400 + 60))).isEmpty();
    }

    @Test
    void notesWhoWasSeenAwayFromTheRequest() {
        visitor.signIn(name, PASSWORD);
        db.sql("update identity.sign_in set seen_at = seen_at - interval '2 min' where teacher_id = :t").param("t", teacher.value()).update();
        visitor.get("/api/v1/me");
        signIns.noteSeen();
        assertThat(db.sql("select seen_at > now() - interval '30 s' from identity.sign_in where teacher_id = :t").param("t", teacher.value())
            .query(Boolean.class).single()).isTrue();
    }

    @Test
    void endsOneSignInOrAll() {
        visitor.signIn(name, PASSWORD);
        var phone = new Visitor(mvc);
        phone.signIn(name, PASSWORD);
        var token = tokenOf(phone.token(name, PASSWORD));
        assertThat(phone.get("/api/v1/me").getStatus()).isEqualTo(200);
        var page = text(visitor.get("/sign-ins"));
        var id = db.sql("select id::text from identity.sign_in where secret_hash = :h").param("h", Secrets.hash(phone.cookies.get("xingtan")))
            .query(String.class).single();
        assertThat(page).contains("/sign-ins/" + id + "/revocation");
        assertThat(visitor.post("/sign-ins/" + id + "/revocation").getStatus()).isEqualTo(303);
        assertThat(phone.get("/api/v1/me").getStatus()).isEqualTo(401);
        assertThat(visitor.post("/sign-ins/" + id + "/revocation").getStatus()).isEqualTo(404);
        assertThat(phone.api(HttpMethod.GET, "/api/v1/me", token, null).getStatus()).isEqualTo(200);
        assertThat(visitor.post("/sign-ins/revocation").getStatus()).isEqualTo(303);
        assertThat(phone.api(HttpMethod.GET, "/api/v1/me", token, null).getStatus()).isEqualTo(401);
        assertThat(visitor.get("/api/v1/me").getStatus()).isEqualTo(401);
    }

    @Test
    void changesThePasswordAndEndsAllOthers() {
        visitor.signIn(name, PASSWORD);
        var before = visitor.cookies.get("xingtan");
        var token = tokenOf(visitor.token(name, PASSWORD));
        assertThat(visitor.api(HttpMethod.GET, "/api/v1/me", token, null).getStatus()).isEqualTo(200);
        assertThat(visitor.post("/password", "current", "wrong", "new", "pear-boat-71", "again", "pear-boat-71").getStatus()).isEqualTo(422);
        assertThat(visitor.post("/password", "current", PASSWORD, "new", "password1", "again", "password2").getStatus()).isEqualTo(422);
        assertThat(visitor.post("/password", "current", PASSWORD, "new", PASSWORD, "again", PASSWORD).getStatus()).isEqualTo(422);
        assertThat(visitor.post("/password", "current", PASSWORD, "new", "pear-boat-71", "again", "pear-boat-71").getStatus()).isEqualTo(303);
        assertThat(visitor.cookies.get("xingtan")).isNotEqualTo(before);
        assertThat(visitor.get("/api/v1/me").getStatus()).isEqualTo(200);
        assertThat(new Visitor(mvc).api(HttpMethod.GET, "/api/v1/me", token, null).getStatus()).isEqualTo(401);
        visitor.cookies.put("xingtan", before);
        assertThat(visitor.get("/api/v1/me").getStatus()).isEqualTo(401);
        assertThat(visitor.token(name, PASSWORD).getStatus()).isEqualTo(401);
        assertThat(visitor.token(name, "pear-boat-71").getStatus()).isEqualTo(201);
    }

    @Test
    void letsNothingElseBeDoneWhileThePasswordMustChange() {
        var fresh = account(cast.teacher(school), clock.instant());
        visitor.signIn(fresh, PASSWORD);
        assertThat(visitor.get("/sign-ins").getHeader("Location")).isEqualTo("/password");
        assertThat(visitor.get("/programs").getHeader("Location")).isEqualTo("/password");
        assertThat(visitor.get("/api/v1/me").getStatus()).isEqualTo(403);
        assertThat(text(new Visitor(mvc).api(HttpMethod.GET, "/api/v1/me", tokenOf(new Visitor(mvc).token(fresh, PASSWORD)), null)))
            .contains("error.password-must-change");
        assertThat(visitor.get("/password").getStatus()).isEqualTo(200);
        assertThat(visitor.post("/password", "current", PASSWORD, "new", "pear-boat-71", "again", "pear-boat-71").getStatus()).isEqualTo(303);
        assertThat(visitor.get("/api/v1/me").getStatus()).isEqualTo(200);
    }

    @Test
    void leadsSomebodyWithoutASignInFromThePasswordPageToTheSignInPage() {
        assertThat(visitor.get("/password").getHeader("Location")).isEqualTo("/sign-in?next=/password");
        assertThat(visitor.post("/password", "current", "a", "new", "b", "again", "b").getHeader("Location")).isEqualTo("/sign-in");
    }
}
