package org.xingtan.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Visitor.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.RealNameState;
import org.xingtan.directory.Role;
import org.xingtan.identity.ClaimAccount;
import org.xingtan.identity.OpenAccounts;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** The code from the unit, the person's own activation, and the reset of a lost password. */
@XingtanTest
class ActivationModuleTests {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String PASSWORD = "corn-lamp-ferry";

    @Autowired
    private MockMvc mvc;
    @Autowired
    private Cast cast;
    @Autowired
    private IssueCodes codes;
    @Autowired
    private Codes codeStore;
    @Autowired
    private UseCode useCode;
    @Autowired
    private OpenAccounts accounts;
    @Autowired
    private Clock clock;
    @Autowired
    private JdbcClient db;

    private Visitor visitor;
    private Cast.Place school;
    private DocumentNumber number;
    private TeacherId teacher;
    private String username;

    @BeforeEach
    void somebodyNew() {
        visitor = new Visitor(mvc);
        school = cast.school();
        number = Cast.documentNumber();
        teacher = cast.aPerson().name("张立").document(number).realName(RealNameState.UNVERIFIED).at(school).save();
        username = "zhangli" + NEXT.incrementAndGet() + "x";
    }

    private String issue() {
        return codes.issue(cast.administrator(school), teacher).code();
    }

    private MockHttpServletResponse activate(String name, String document, String code, String chosen, String password) {
        return visitor.post("/activation", "name", name, "number", document, "code", code, "username", chosen, "password", password, "again", password);
    }

    @Test
    void activatesWithNameNumberAndCode() {
        var code = issue();
        var answer = activate(" 张　立 ", number.value().toLowerCase(java.util.Locale.ROOT), code.toLowerCase(java.util.Locale.ROOT).replace("-", " "), username, PASSWORD);
        assertThat(answer.getStatus()).isEqualTo(303);
        assertThat(visitor.get("/api/v1/me").getStatus()).isEqualTo(200);
        assertThat(text(visitor.get("/api/v1/me"))).contains("\"realName\":\"MATCHED\"", username);
        assertThat(new Visitor(mvc).token(username, PASSWORD).getStatus()).isEqualTo(201);
        assertThat(activate("张立", number.value(), code, username, "pear-boat-71").getStatus()).as("a code serves once").isEqualTo(422);
    }

    @Test
    void saysNothingAboutWhatWasWrong() {
        var code = issue();
        var answers = java.util.List.of(
            activate("李四", number.value(), code, username, PASSWORD),
            activate("张立", Cast.documentNumber().value(), code, username, PASSWORD),
            activate("张立", "12345", code, username, PASSWORD),
            activate("张立", number.value(), "CDFH-2345", username, PASSWORD));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.getStatus()).isEqualTo(422);
            assertThat(text(answer)).contains("姓名、证件号码或激活码不正确").doesNotContain(number.value());
        });
    }

    @Test
    void letsNoStrangerSpoilTheCode() {
        var code = issue();
        for (var i = 0; i < 12; i++) {
            activate("张立", number.value(), "CDFH-2345", username, PASSWORD);
        }
        assertThat(activate("张立", number.value(), code, username, PASSWORD).getStatus()).as("the address that erred waits").isEqualTo(422);
        visitor = new Visitor(mvc);
        assertThat(activate("张立", number.value(), code, username, PASSWORD).getStatus()).as("the owner does not").isEqualTo(303);
    }

    @Test
    void takesTheRightCodeAgainAfterAWhile() {
        var code = issue();
        var start = clock.instant();
        for (var i = 0; i < 5; i++) {
            assertThat(useCode.isRight(teacher, "CDFH-2345", "192.0.2.1", start)).isFalse();
        }
        assertThat(useCode.isRight(teacher, code, "192.0.2.1", start.plusSeconds(29))).isFalse();
        assertThat(useCode.isRight(teacher, code, "192.0.2.1", start.plusSeconds(30))).isTrue();
    }

    @Test
    void endsTheCodeAfterVeryManyWrongOnesFromEverywhere() {
        var code = issue();
        db.sql("update activation.code set failed = 4999 where teacher_id = :t").param("t", teacher.value()).update();
        assertThat(useCode.isRight(teacher, "CDFH-2345", "192.0.2.2", clock.instant())).isFalse();
        assertThat(useCode.isRight(teacher, code, "192.0.2.3", clock.instant())).isFalse();
    }

    @Test
    void keepsTheCodeWhenThePasswordWillNotDo() {
        var code = issue();
        var answer = activate("张立", number.value(), code, "13900001111", "12345678");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(text(answer)).contains("身份已核对").doesNotContain("12345678\"");
        assertThat(activate("张立", number.value(), code, username, "x" + number.value()).getStatus()).isEqualTo(422);
        assertThat(activate("张立", number.value(), code, username, PASSWORD).getStatus()).isEqualTo(303);
    }

    @Test
    void takesNoNameThatIsSomebodyElses() {
        activate("张立", number.value(), issue(), username, PASSWORD);
        var otherNumber = Cast.documentNumber();
        var other = cast.aPerson().name("王五").document(otherNumber).at(school).save();
        var code = codes.issue(cast.administrator(school), other).code();
        assertThat(text(activate("王五", otherNumber.value(), code, username.toUpperCase(java.util.Locale.ROOT), PASSWORD))).contains("没有被别人使用");
        assertThat(activate("王五", otherNumber.value(), code, username + "b", PASSWORD).getStatus()).isEqualTo(303);
    }

    @Test
    void expiresAfterAFortnight() {
        var code = issue();
        db.sql("update activation.code set expires_at = now() - interval '1 s' where teacher_id = :t").param("t", teacher.value()).update();
        assertThat(activate("张立", number.value(), code, username, PASSWORD).getStatus()).isEqualTo(422);
    }

    @Test
    void resetsALostPasswordAndEndsWhatWasSignedIn() {
        activate("张立", number.value(), issue(), username, PASSWORD);
        var phone = new Visitor(mvc);
        phone.signIn(username, PASSWORD);
        var code = issue();
        assertThat(phone.get("/api/v1/me").getStatus()).as("until the code is used nothing changes").isEqualTo(200);
        assertThat(activate("张立", number.value(), code, "", "pear-boat-71").getStatus()).isEqualTo(303);
        assertThat(phone.get("/api/v1/me").getStatus()).isEqualTo(401);
        assertThat(new Visitor(mvc).token(username, PASSWORD).getStatus()).isEqualTo(401);
        assertThat(new Visitor(mvc).token(username, "pear-boat-71").getStatus()).isEqualTo(201);
        assertThat(db.sql("select count(*) from audit.entry where act = 'activation.reset.issue' and target = :t").param("t", "teacher:" + teacher)
            .query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void isIssuedInTheAdministratorsUnitsOnly() {
        assertThatThrownBy(() -> codes.issue(cast.administrator(cast.school()), teacher)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> codes.issue(cast.actor(cast.teacher(school)), teacher)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> codes.issue(cast.actor(cast.staff(school, Role.PRINCIPAL)), teacher)).isInstanceOf(NotFound.class);
        assertThat(codes.issue(cast.administrator(school.parent()), teacher).code()).isNotBlank();
    }

    @Test
    void isNeverIssuedToOneselfNorToSomebodyAppointedBeyond() {
        var administrator = cast.staff(school, Role.TRAINING_ADMINISTRATOR);
        assertThatThrownBy(() -> codes.issue(cast.actor(administrator), administrator)).isInstanceOf(Forbidden.class);
        cast.appoint(teacher, Role.TRAINING_ADMINISTRATOR, school.parent());
        assertThatThrownBy(() -> codes.issue(cast.actor(administrator), teacher)).isInstanceOf(Forbidden.class);
    }

    @Test
    void aDeputyTakesNotTheAccountOfTheOneHeStandsBeside() {
        var regular = cast.aPerson().name("甄正任").at(school).save();
        cast.appoint(regular, Role.TRAINING_ADMINISTRATOR, school);
        var deputy = cast.actor(cast.staff(school, Role.TRAINING_ADMINISTRATOR));

        assertThatThrownBy(() -> codes.issue(deputy, regular)).isInstanceOf(Forbidden.class);
        assertThat(sheet(deputy, school, true)).contains("张立").doesNotContain("甄正任");
        assertThat(codes.issue(cast.administrator(school.parent()), regular).code()).isNotBlank();
        assertThat(codes.issue(deputy, cast.staff(school, Role.PRINCIPAL)).code()).isNotBlank();
    }

    @Test
    void isShownOnceOnThePage() throws Exception {
        var administrator = cast.administrator(school);
        var address = "/console/teachers/" + teacher + "/activation";
        var before = mvc.perform(MockMvcRequestBuilders.get(address).with(Cast.as(administrator))).andReturn().getResponse();
        assertThat(before.getStatus()).isEqualTo(200);
        var after = visitor.send(MockMvcRequestBuilders.post(address).with(Cast.as(administrator)).param("_csrf", visitor.csrf()));
        assertThat(text(after)).containsPattern("<code>[2-9A-Z]{4}-[2-9A-Z]{4}</code>").contains("张立").doesNotContain(number.value());
        assertThat(after.getHeader("Cache-Control")).contains("no-store");
        var stranger = cast.administrator(cast.school());
        assertThat(mvc.perform(MockMvcRequestBuilders.get(address).with(Cast.as(stranger))).andReturn().getResponse().getStatus()).isEqualTo(404);
    }

    /** Forty guesses at once from one address are five: one after another looks at the count. */
    @Test
    void takesFiveWrongOnesHoweverManyComeAtOnce() throws Exception {
        var code = issue();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = IntStream.range(0, 40).mapToObj(_ -> threads.submit(() -> useCode.isRight(teacher, "CDFH-2345", "192.0.2.4", clock.instant()))).toList();
            for (var guess : guesses) {
                assertThat(guess.get()).isFalse();
            }
        }
        assertThat(db.sql("select failed from activation.code where teacher_id = :t").param("t", teacher.value()).query(Integer.class).single())
            .isEqualTo(5);
        assertThat(useCode.isRight(teacher, code, "192.0.2.4", clock.instant())).isFalse();
        assertThat(useCode.isRight(teacher, code, "192.0.2.5", clock.instant())).isTrue();
    }

    @Test
    void givesOneOfManyTheAccount() throws Exception {
        var code = issue();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uses = IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> useCode.use(
                new ClaimAccount.Choice(teacher, "张立", number.value(), username + i, PASSWORD, PASSWORD), code, "hash", clock.instant()))).toList();
            var results = new ArrayList<UseCode.Result>();
            for (var use : uses) {
                results.add(use.get());
            }
            assertThat(results).containsOnlyOnce(UseCode.Result.USED).contains(UseCode.Result.CODE_GONE);
        }
    }

    @Test
    void keepsNoCodeThatTheDatabaseAloneCouldTell() throws Exception {
        var code = ActivationCode.normalize(issue());
        var kept = db.sql("select code_hash from activation.code where teacher_id = :t").param("t", teacher.value()).query(byte[].class).single();
        assertThat(kept).isNotEqualTo(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)))
            .isNotEqualTo(codeStore.hash(cast.teacher(school), code));
    }

    @Test
    void printsASlipForEverybodyOfTheUnitWithoutAnAccount() {
        var unit = cast.school();
        var administrator = cast.administrator(unit);
        var number = Cast.documentNumber();
        var one = cast.aPerson().name("陈甲荷").document(number).at(unit).save();
        cast.aPerson().name("陈乙荷").at(unit).save();
        var above = cast.aPerson().name("陈丙荷").at(unit).save();
        cast.appoint(above, Role.TRAINING_ADMINISTRATOR, unit.parent());
        var done = cast.aPerson().name("陈丁荷").document(Cast.documentNumber()).at(unit).save();
        accounts.open(List.of(new OpenAccounts.Row(done, "zhousi" + NEXT.incrementAndGet() + "x", null, "hash", null)));
        codes.issue(administrator, one);
        var first = sheet(administrator, unit, false);
        assertThat(first).containsOnlyOnce("class=\"slip\"").contains("陈乙荷").doesNotContain("陈甲荷", "陈丙荷", "陈丁荷");
        assertThat(sheet(administrator, unit, false)).doesNotContain("class=\"slip\"").contains("没有生成新的码");
        var all = sheet(administrator, unit, true);
        assertThat(all).contains("陈甲荷", "陈乙荷").doesNotContain("陈丙荷", "陈丁荷", number.value());
        var code = Pattern.compile("(?s)陈甲荷.*?<code>([^<]+)</code>").matcher(all).results().findFirst().orElseThrow().group(1);
        assertThat(new Visitor(mvc).post("/activation", "name", "陈甲荷", "number", number.value(), "code", code,
            "username", "chenjiahe" + NEXT.incrementAndGet() + "x", "password", PASSWORD, "again", PASSWORD).getStatus()).isEqualTo(303);
        assertThat(sheet(administrator, unit, true)).doesNotContain("陈甲荷");
        assertThat(db.sql("select count(*) from audit.entry where act = 'activation.sheet.issue' and target = :t").param("t", "organization:" + unit.id())
            .query(Integer.class).single()).isEqualTo(4);
    }

    @Test
    void printsNoSheetOfAnotherUnit() {
        var stranger = cast.administrator(cast.school());
        var address = "/console/organizations/" + school.id() + "/activation";
        assertThat(visitor.send(MockMvcRequestBuilders.get(address).with(Cast.as(stranger))).getStatus()).isEqualTo(404);
        assertThat(visitor.send(MockMvcRequestBuilders.post(address).with(Cast.as(stranger)).param("_csrf", visitor.csrf())).getStatus()).isEqualTo(404);
        assertThat(visitor.send(MockMvcRequestBuilders.get(address).with(Cast.as(cast.administrator(school)))).getStatus()).isEqualTo(200);
    }

    private String sheet(Actor administrator, Cast.Place unit, boolean renew) {
        return text(visitor.send(MockMvcRequestBuilders.post("/console/organizations/" + unit.id() + "/activation").with(Cast.as(administrator))
            .param("_csrf", visitor.csrf()).param("renew", Boolean.toString(renew))));
    }
}
