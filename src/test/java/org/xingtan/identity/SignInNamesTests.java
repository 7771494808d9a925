package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Visitor.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** Telephones and e-mails to sign in with: whose they are, what the database keeps of them, and what strangers learn. */
@XingtanTest
class SignInNamesTests {

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
    private ChangeSignInNames change;
    @Autowired
    private SignInNames names;
    @Autowired
    private PersonalValues values;
    @Autowired
    private JdbcClient db;

    private int number;
    private Visitor visitor;
    private String phone;
    private TeacherId teacher;
    private String userName;

    @BeforeEach
    void somebody() {
        hash = hash == null ? openAccounts.hash(PASSWORD) : hash;
        school = school == null ? cast.school() : school;
        number = NEXT.incrementAndGet();
        visitor = new Visitor(mvc);
        phone = "1371%07d".formatted(number);
        teacher = withRosterPhone(phone);
        userName = names.userName(teacher);
    }

    private TeacherId withRosterPhone(String rosterPhone) {
        var person = cast.aPerson().phone(rosterPhone).at(school).save();
        openAccounts.open(List.of(new OpenAccounts.Row(person, "named" + NEXT.incrementAndGet(), null, hash, null)));
        return person;
    }

    private Actor actor() {
        return cast.actor(teacher);
    }

    private String email() {
        return "li.%d@school.example".formatted(number);
    }

    private @Nullable TeacherId holder(String typed) {
        return names.holder(SignInName.of(typed)).orElse(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "+86 %s", " 0086-%s", "(86)%s"})
    void signsInWithTheRostersPhoneOnceItIsOn(String how) {
        assertThat(visitor.signIn(how.formatted(phone), PASSWORD).getStatus()).isEqualTo(401);
        change.usePhone(actor());
        assertThat(visitor.signIn(how.formatted(phone), PASSWORD).getStatus()).isEqualTo(303);
        assertThat(visitor.token(how.formatted(phone), PASSWORD).getStatus()).isEqualTo(201);
        assertThat(visitor.signIn(userName, PASSWORD).getStatus()).isEqualTo(303);
        change.stop(actor(), SignInName.Kind.PHONE);
        assertThat(visitor.signIn(how.formatted(phone), PASSWORD).getStatus()).isEqualTo(401);
    }

    @Test
    void signsInWithAnEmailInAnyCase() {
        change.useEmail(actor(), SignInName.of(email()));
        assertThat(visitor.signIn(" " + email().toUpperCase(Locale.ROOT), PASSWORD).getStatus()).isEqualTo(303);
        assertThat(visitor.token(email(), PASSWORD).getStatus()).isEqualTo(201);
        assertThat(names.userName(teacher)).as("what others call the user name stays so").isEqualTo(userName);
        assertThat(text(visitor.get("/api/v1/me"))).contains("\"username\":\"" + userName + "\"").doesNotContain(email());
    }

    @Test
    void opensAccountsWithAPhone() {
        var other = cast.teacher(school);
        openAccounts.open(List.of(new OpenAccounts.Row(other, "opened" + number, "+86 138 " + "%08d".formatted(number), hash, null)));
        assertThat(visitor.signIn("138%08d".formatted(number), PASSWORD).getStatus()).isEqualTo(303);
        assertThat(names.own(other)).isEqualTo(new SignInNames.Own("opened" + number, "138****%04d".formatted(number % 10_000), null));
    }

    @Test
    void turnsThemOnAndOffOnThePageAndAsksForThePassword() {
        visitor.signIn(userName, PASSWORD);
        var mask = phone.substring(0, 3) + "****" + phone.substring(7);
        assertThat(text(visitor.get("/sign-in-names"))).contains("开启手机号 " + mask + " 登录", userName, "归后填写的人").doesNotContain(phone);
        assertThat(visitor.post("/sign-in-names/phone", "current", "wrong").getStatus()).isEqualTo(422);
        assertThat(visitor.post("/sign-in-names/email", "email", email(), "current", "").getStatus()).isEqualTo(422);
        assertThat(holder(phone)).isNull();
        assertThat(holder(email())).isNull();
        assertThat(visitor.post("/sign-in-names/phone", "current", PASSWORD).getHeader("Location")).isEqualTo("/sign-in-names");
        assertThat(visitor.post("/sign-in-names/email", "email", email(), "current", PASSWORD).getHeader("Location")).isEqualTo("/sign-in-names");
        assertThat(names.own(teacher)).isEqualTo(new SignInNames.Own(userName, mask, "l***@school.example"));
        assertThat(text(visitor.get("/sign-in-names"))).contains("停用手机号登录", "停用邮箱登录", mask).doesNotContain(phone, email());
        assertThat(visitor.post("/sign-in-names/PHONE/removal", "current", "wrong").getStatus()).isEqualTo(422);
        assertThat(visitor.post("/sign-in-names/PHONE/removal", "current", PASSWORD).getStatus()).isEqualTo(303);
        assertThat(visitor.post("/sign-in-names/EMAIL/removal", "current", PASSWORD).getStatus()).isEqualTo(303);
        assertThat(visitor.post("/sign-in-names/USERNAME/removal", "current", PASSWORD).getStatus()).isEqualTo(404);
        assertThat(names.own(teacher)).isEqualTo(new SignInNames.Own(userName, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "13900000001", "liwenjing", "a@b", "a b@c.cn"})
    void refusesWhatIsNoEmail(String typed) {
        visitor.signIn(userName, PASSWORD);
        var answer = visitor.post("/sign-in-names/email", "email", typed, "current", PASSWORD);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(text(answer)).contains("不是一个完整的邮箱地址");
        assertThat(names.own(teacher).email()).isNull();
    }

    @Test
    void isForTheSignedInOnly() {
        assertThat(visitor.get("/sign-in-names").getHeader("Location")).isEqualTo("/sign-in?next=%2Fsign-in-names");
        assertThat(visitor.post("/sign-in-names/phone", "current", PASSWORD).getHeader("Location")).isEqualTo("/sign-in");
        visitor.signIn(userName, PASSWORD);
        assertThat(visitor.bare("/sign-in-names/phone", "current", PASSWORD).getStatus()).isEqualTo(403);
    }

    @Test
    void countsWrongPasswordsGivenToChangeThem() {
        visitor.signIn(userName, PASSWORD);
        var stranger = new Visitor(mvc);
        stranger.cookies.putAll(visitor.cookies);
        stranger.cookies.remove(Cookies.BROWSER);
        assertThat(IntStream.range(0, 6).map(_ -> stranger.post("/sign-in-names/phone", "current", "wrong").getStatus()))
            .containsExactly(422, 422, 422, 422, 422, 429);
    }

    @ParameterizedTest
    @CsvSource({"0735-2222222", "12345", "+852 6123 4567"})
    void takesNoPhoneThatIsNotOnesOwn(String rosterPhone) {
        teacher = withRosterPhone(rosterPhone);
        assertThatThrownBy(() -> change.usePhone(actor())).isInstanceOf(Refused.class).hasMessageContaining("identity.phone.in-roster");
        visitor.signIn(names.userName(teacher), PASSWORD);
        assertThat(text(visitor.get("/sign-in-names"))).contains("没有您的手机号码").doesNotContain("/sign-in-names/phone\"");
        assertThat(visitor.post("/sign-in-names/phone", "current", PASSWORD, "phone", "13700000000").getStatus()).isEqualTo(422);
        assertThat(names.own(teacher).phone()).isNull();
    }

    @Test
    void leavesAPhoneThatTwoRostersHaveToTheFirst() {
        change.usePhone(actor());
        var second = cast.actor(withRosterPhone(phone));
        assertThatThrownBy(() -> change.usePhone(second)).isInstanceOf(Refused.class).hasMessageContaining("identity.phone.free");
        assertThat(holder(phone)).isEqualTo(teacher);
    }

    @Test
    void takesAPhoneFromSomebodyWhoseRosterHasItNoLonger() {
        change.usePhone(actor());
        db.sql("update directory.teacher set phone_encrypted = null, phone_masked = null where teacher_id = :t").param("t", teacher.value()).update();
        var owner = withRosterPhone("+86 " + phone);
        change.usePhone(cast.actor(owner));
        assertThat(holder(phone)).isEqualTo(owner);
        assertThat(trail("identity.sign-in-name.lose", teacher)).isOne();
        assertThat(visitor.signIn(userName, PASSWORD).getStatus()).isEqualTo(303);
    }

    @Test
    void leavesAnEmailToWhoeverEntersItLastAndTheUserNameToItsOwner() {
        change.useEmail(actor(), SignInName.of(email()));
        var owner = withRosterPhone(phone);
        change.useEmail(cast.actor(owner), SignInName.of(email()));
        assertThat(holder(email())).isEqualTo(owner);
        assertThat(names.own(teacher).email()).isNull();
        assertThat(trail("identity.sign-in-name.lose", teacher)).isOne();
        assertThat(visitor.signIn(userName, PASSWORD).getStatus()).isEqualTo(303);
        change.useEmail(cast.actor(owner), SignInName.of(email()));
        assertThat(trail("identity.sign-in-name.lose", owner)).as("one's own is not lost").isZero();
    }

    @Test
    void keepsOneEmailOfAPerson() {
        change.useEmail(actor(), SignInName.of(email()));
        change.useEmail(actor(), SignInName.of("other." + email()));
        assertThat(holder(email())).isNull();
        assertThat(holder("other." + email())).isEqualTo(teacher);
    }

    @Test
    void givesAPhoneToOneOfManyWhoClaimItAtOnce() throws Exception {
        var people = IntStream.range(0, 8).mapToObj(_ -> cast.actor(withRosterPhone(phone))).toList();
        var refused = new AtomicInteger();
        atOnce(people, person -> {
            try {
                change.usePhone(person);
            } catch (Refused e) {
                refused.incrementAndGet();
            }
        });
        assertThat(refused).hasValue(7);
        assertThat(people.stream().filter(person -> names.own(person.teacher()).phone() != null)).hasSize(1);
    }

    @Test
    void givesAnEmailToOneOfManyWhoClaimItAtOnce() throws Exception {
        var people = IntStream.range(0, 8).mapToObj(_ -> cast.actor(withRosterPhone(phone))).toList();
        atOnce(people, person -> change.useEmail(person, SignInName.of(email())));
        assertThat(people.stream().filter(person -> names.own(person.teacher()).email() != null)).hasSize(1);
        assertThat(people.stream().mapToInt(person -> trail("identity.sign-in-name.lose", person.teacher())).sum()).isEqualTo(7);
    }

    @Test
    void keepsOneEmailOfAPersonWhoEntersManyAtOnce() throws Exception {
        atOnce(IntStream.range(0, 8).boxed().toList(), i -> change.useEmail(actor(), SignInName.of(i + email())));
        assertThat(db.sql("select count(*) from identity.sign_in_name where teacher_id = :t and kind = 'EMAIL'").param("t", teacher.value())
            .query(Integer.class).single()).isOne();
    }

    @Test
    void letsTwoSwapTheirEmailsAgainAndAgain() throws Exception {
        var other = cast.actor(withRosterPhone(phone));
        var first = SignInName.of(email());
        var second = SignInName.of("other." + email());
        for (var i = 0; i < 20; i++) {
            change.useEmail(actor(), i % 2 == 0 ? first : second);
            change.useEmail(other, i % 2 == 0 ? second : first);
            var swapped = i % 2 == 0 ? List.of(second, first) : List.of(first, second);
            atOnce(List.of(0, 1), who -> change.useEmail(who == 0 ? actor() : other, swapped.get(who)));
        }
        assertThat(Stream.of(first, second).map(names::holder)).allMatch(java.util.Optional::isPresent);
    }

    private static <T> void atOnce(List<T> all, Consumer<T> act) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(all.stream().map(one -> (Callable<Boolean>) () -> {
                act.accept(one);
                return true;
            }).toList())) {
                done.get();
            }
        }
    }

    @Test
    void locksTheAccountWhateverNameWasTried() {
        change.usePhone(actor());
        change.useEmail(actor(), SignInName.of(email()));
        assertThat(Stream.of(userName, phone, email(), "+86" + phone, userName).map(name -> visitor.token(name, "wrong").getStatus()))
            .containsOnly(401);
        assertThat(Stream.of(userName, phone, email()).map(name -> visitor.token(name, PASSWORD).getStatus())).containsOnly(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+86 1372%07d", "nobody.%d@school.example"})
    void answersAndLocksAnUnknownOneLikeAKnownOne(String pattern) {
        var unknown = pattern.formatted(number);
        var known = pattern.startsWith("+") ? phone : email();
        change.usePhone(actor());
        change.useEmail(actor(), SignInName.of(email()));
        var answers = Stream.of(known, unknown).map(name -> IntStream.range(0, 7).mapToObj(_ -> text(visitor.token(name, "wrong"))
            .replaceAll("\"(reference|instance)\":\"[^\"]*\"", "").replaceAll("\\d+", "n")).toList()).toList();
        assertThat(answers.getFirst()).isEqualTo(answers.getLast());
        assertThat(visitor.token(unknown, "wrong").getStatus()).isEqualTo(429);
        var other = new Visitor(mvc);
        assertThat(other.token(unknown.replace("+86 ", ""), "wrong").getStatus()).as("each address counts its own").isEqualTo(401);
    }

    @Test
    void leavesNoPhoneAndNoEmailInTheDatabase() {
        var unknown = "1373%07d".formatted(number);
        change.usePhone(actor());
        change.useEmail(actor(), SignInName.of(email()));
        for (var name : List.of(phone, email(), unknown)) {
            visitor.token(name, "wrong");
            visitor.signIn(name, PASSWORD);
        }
        for (var value : List.of(phone, email(), unknown)) {
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            for (var form : List.of(value, Base64.getEncoder().withoutPadding().encodeToString(bytes), HexFormat.of().formatHex(bytes),
                UUID.nameUUIDFromBytes(bytes).toString())) {
                assertThat(tablesWith(form)).as(form).isEmpty();
            }
        }
        assertThat(tablesWith(userName)).as("it finds what is there").contains("identity.sign_in_name");
    }

    private List<String> tablesWith(String text) {
        return db.sql("""
                select table_schema || '.' || table_name from information_schema.tables
                 where table_schema in ('identity', 'audit', 'directory') and table_type = 'BASE TABLE' order by 1
                """)
            .query(String.class).list().stream()
            .filter(table -> db.sql("select exists (select from " + table + " t where t::text like '%' || :text || '%')").param("text", text)
                .query(Boolean.class).single()).toList();
    }

    @Test
    void keepsTheValueSealedForItsOwner() {
        change.usePhone(actor());
        var sealed = db.sql("select value_encrypted from identity.sign_in_name where teacher_id = :t and kind = 'PHONE'").param("t", teacher.value())
            .query(byte[].class).single();
        assertThat(values.open(teacher, sealed)).isEqualTo(phone);
        assertThatThrownBy(() -> values.open(cast.teacher(school), sealed)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"13700000000, PHONE, x, 137****0000", "a@b.cn, EMAIL, x, a***@b.cn", "#, PHONE, , 137****0000", "#, PHONE, x, ", "#, PHONE, x, 13700000000",
        "#, EMAIL, x, a@b.cn", "13700000001, USERNAME, , ", "+8613700000001, USERNAME, , ", "a@b.cn, USERNAME, , ", "plainly, USERNAME, x, ",
        "plainly, USERNAME, , p***y", "Plainly, USERNAME, , ", "plainly, OTHER, , "})
    void theDatabaseRefusesPlainValuesAndKindsThatLookLikeOthers(String name, String kind, @Nullable String sealed, @Nullable String masked) {
        var key = name.equals("#") ? HexFormat.of().formatHex(Secrets.hash(phone)) : name;
        assertThatThrownBy(() -> insert(key, kind, sealed, masked)).isInstanceOf(DataAccessException.class).hasMessageContaining("check constraint");
    }

    @Test
    void theDatabaseGivesANameToOneOnly() {
        var key = HexFormat.of().formatHex(Secrets.hash(phone));
        insert(key, "PHONE", "x", "137****0000");
        assertThatThrownBy(() -> insert(key, "PHONE", "x", "137****0000")).isInstanceOf(DataAccessException.class).hasMessageContaining("sign_in_name_pkey");
    }

    private void insert(String name, String kind, @Nullable String sealed, @Nullable String masked) {
        db.sql("""
                insert into identity.sign_in_name (name, teacher_id, kind, value_encrypted, value_masked)
                values (:name, :teacher, :kind, :sealed::bytea, :masked)
                """)
            .param("name", name).param("teacher", UUID.randomUUID()).param("kind", kind).param("sealed", sealed).param("masked", masked).update();
    }

    @Test
    void aHashTypedAsAUserNameOpensNothing() {
        var email = IntStream.range(0, 1000).mapToObj(i -> SignInName.of(i + email()))
            .filter(name -> SignInName.of(names.key(name)).kind() == SignInName.Kind.USERNAME).findFirst().orElseThrow();
        change.useEmail(actor(), email);
        assertThat(visitor.token(names.key(email), PASSWORD).getStatus()).isEqualTo(401);
        assertThat(visitor.token(email.text(), PASSWORD).getStatus()).isEqualTo(201);
    }

    @Test
    void thePageIsInEnglishToo() {
        visitor.cookies.put("lang", "en");
        assertThat(text(visitor.get("/sign-in"))).contains("User name, phone or e-mail", "Sign-in names");
        visitor.signIn(userName, PASSWORD);
        assertThat(text(visitor.get("/sign-in-names"))).contains("Sign in with my phone 137****", "whoever entered it last");
    }

    private int trail(String act, TeacherId whose) {
        return db.sql("select count(*) from audit.entry where act = :act and target = :target").param("act", act).param("target", "teacher:" + whose)
            .query(Integer.class).single();
    }
}
