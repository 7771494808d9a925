package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.PersonalValues;
import org.xingtan.directory.Role;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Call.Stage;

/** A year from the call to the workbook: by the forms of the console, the page of a teacher and the calls of other systems. */
@XingtanTest
class ValidationConsoleTests {

    @Autowired MockMvcTester mvc;
    @Autowired Called called;
    @Autowired ValidateAll validate;
    @Autowired Batches batches;
    @Autowired Calls calls;
    @Autowired Dossiers dossiers;
    @Autowired Organizations organizations;
    @Autowired ReverseEntry reversal;
    @Autowired LoadValidations load;
    @Autowired ValidationAudit audit;
    @Autowired Registrations registrations;
    @Autowired PersonalValues values;
    @Autowired TransactionTemplate transaction;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private static final String TOLD = """
        select count(*) from audit.entry
         where organization <@ :path::public.ltree and act like 'validation.export%' and after ->> 'numbers' = 'IN_FULL' and after ->> 'reason' = '报送省系统'
        """;

    private Cast.Place city;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;
    private TeacherId teacher;
    private Actor me;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        authority = cast.administrator(city);
        keeper = cast.administrator(school);
        called.require(city);
        teacher = called.teacher(school);
        me = cast.actor(teacher);
    }

    @Test
    void aYearIsCalledForConfirmedValidatedAndTakenAway() throws IOException {
        assertThat(get(me, "/validation")).hasStatusOk().bodyText().contains("现在没有需要您确认的年度");
        var call = define();
        assertThat(get(me, "/home")).bodyText().doesNotContain("/validation?year=");
        assertThat(post(authority, "/console/validation/calls/" + call + "/publication")).hasStatus3xxRedirection();
        assertThat(post(authority, "/console/validation/calls/" + call + "/publication")).hasStatus3xxRedirection();
        var entry = called.complete(school, teacher);

        assertThat(get(me, "/home")).bodyText().contains("/validation?year=" + Called.YEAR);
        assertThat(get(me, "/validation")).hasStatusOk().bodyText().contains("信息和学时都对", "教师资格定期注册", "专业科目");
        assertThat(post(me, "/validation/" + Called.YEAR + "/confirmation", "seen", "0")).hasStatus(422).bodyText().contains("没有变化");
        assertThat(post(me, "/validation/" + Called.YEAR + "/confirmation", "seen", print())).hasStatus3xxRedirection();
        assertThat(get(keeper, "/home")).bodyText().contains("/console/validation/confirmation?");
        assertThat(get(keeper, "/console/validation")).hasStatusOk().bodyText().contains("待单位确认");
        assertThat(get(keeper, "/console/validation/confirmation?organization=" + school.id())).hasStatusOk().bodyText().contains("确认这 1 人");
        assertThat(post(keeper, "/console/validation/confirmation", "organization", school.id().toString(), "year", String.valueOf(Called.YEAR), "seen", "1")).hasStatus3xxRedirection();
        assertThat(get(keeper, people("UNIT_CONFIRMED"))).hasStatusOk().bodyText().contains(teacher.toString());
        assertThat(post(authority, "/console/validation/calls/" + call + "/batches", "covers", "CONFIRMED", "organization", city.id().toString())).hasStatus3xxRedirection();
        finish(call);

        assertThat(get(authority, "/console/validation/calls/" + call + "/batches")).hasStatusOk().bodyText().contains("第 1 批", "1 / 1", "已完成");
        assertThat(get(me, "/validation")).bodyText().contains("验证结果", "达标");
        assertThat(post(me, "/validation/" + Called.YEAR + "/objection", "objection", "学时不对")).hasStatus(422).bodyText().contains("更正通过冲销");
        var rows = workbook(post(authority, "/console/validation/export?organization=" + city.id() + "&year=" + Called.YEAR, "reason", "报送省系统", "confirmed", "true"));
        assertThat(rows.toString()).contains("公需科目", "10.00", "20.00", "30.00", "达标", school.code());
        assertThat(post(authority, "/console/validation/export?organization=" + city.id() + "&year=" + Called.YEAR, "reason", "")).hasStatus(422);
        correct(entry);
    }

    /** After validation: the correction is posted and shown, and leads to a version of its own. */
    private void correct(java.util.UUID entry) {
        var person = "/console/validation/people/" + teacher + "/" + Called.YEAR;
        reversal.reverse(authority, teacher, entry, "重复计入");
        assertThat(get(authority, people("MOVED"))).bodyText().contains(teacher.toString());
        assertThat(get(authority, person)).hasStatusOk().bodyText().contains("-20.00", "重新验证");
        assertThat(get(me, "/validation")).bodyText().contains("-20.00", "不改变验证结果");
        assertThat(post(authority, person + "/again", "reason", "")).hasStatus(422);
        assertThat(post(authority, person + "/again", "reason", "重复计入已冲销")).hasStatus3xxRedirection();
        assertThat(get(authority, person)).bodyText().contains("第 2 版", "重复计入已冲销", "未达标");
        assertThat(db.sql("select act from audit.entry where organization <@ :path::public.ltree and act like 'validation.%' order by at, id").param("path", city.path())
            .query(String.class).list()).containsExactly("validation.call", "validation.publish", "validation.unit-confirm", "validation.batch", "validation.export",
                "validation.exported", "validation.again");
    }

    @Test
    void monthsExemptedAfterValidationAreShownAndValidatedAgainForTheSameReasonAsBefore() {
        validated();
        var person = "/console/validation/people/" + teacher + "/" + Called.YEAR;
        var exemptions = "/console/standing/teachers/" + teacher + "/exemptions";
        String[] months = {"year", String.valueOf(Called.YEAR), "first", "1", "last", "2", "kind", "LEAVE", "reason", "援藏"};
        assertThat(post(authority, exemptions, months)).hasStatus3xxRedirection();
        assertThat(get(authority, people("MOVED"))).bodyText().contains(teacher.toString());
        assertThat(post(authority, person + "/again", "reason", "更正")).hasStatus3xxRedirection();
        assertThat(get(authority, people("MOVED"))).bodyText().doesNotContain(teacher.toString());

        months[3] = "4";
        months[5] = "5";
        assertThat(post(authority, exemptions, months)).hasStatus3xxRedirection();
        assertThat(get(authority, people("MOVED"))).bodyText().contains(teacher.toString());
        assertThat(get(authority, person)).bodyText().contains("重新验证", "免修月份有变动");
        assertThat(post(authority, person + "/again", "reason", "更正")).hasStatus3xxRedirection();
        assertThat(post(authority, person + "/again", "reason", "更正")).as("sent twice").hasStatus3xxRedirection();

        assertThat(dossiers.frozen(teacher, Called.YEAR)).extracting(it -> it.version() + " " + it.facts().months()).containsExactly("3 8", "2 10", "1 12");
        var exemption = db.sql("select id from standing.exemption where teacher_id = :t order by months limit 1").param("t", teacher.value()).query(String.class).single();
        assertThat(post(authority, exemptions + "/" + exemption + "/end", "why", "未成行")).hasStatus3xxRedirection();
        assertThat(get(authority, people("MOVED"))).bodyText().contains(teacher.toString());
        assertThat(audit.findings(false).stream().filter(it -> it.contains(teacher.toString()))).isEmpty();
    }

    @Test
    void theSameReasonOnceMoreIsAnotherActWhereMonthsChangedThoughNothingMarksIt() {
        validated();
        var person = "/console/validation/people/" + teacher + "/" + Called.YEAR;
        for (var first : List.of(1, 4)) {
            called.exempt(authority, teacher, first, first + 1);
            assertThat(dossiers.find(teacher, Called.YEAR).movedAt()).isNull();
            assertThat(post(authority, person + "/again", "reason", "更正")).hasStatus3xxRedirection();
        }

        assertThat(dossiers.frozen(teacher, Called.YEAR)).extracting(it -> it.version() + " " + it.facts().months()).containsExactly("3 8", "2 10", "1 12");
    }

    @Test
    void anObjectionIsAnsweredByTheUnit() {
        called.call(authority, city, 5, 10, 20);
        var person = "/console/validation/people/" + teacher + "/" + Called.YEAR;

        assertThat(post(me, "/validation/" + Called.YEAR + "/objection", "objection", "")).hasStatus(422);
        assertThat(post(me, "/validation/" + Called.YEAR + "/objection", "objection", "<b>单位不对</b>")).hasStatus3xxRedirection();
        assertThat(get(keeper, people("OBJECTED"))).bodyText().contains("&lt;b&gt;单位不对");
        assertThat(get(keeper, person)).hasStatusOk().bodyText().contains("单位不对", "答复");
        assertThat(post(keeper, person + "/answer", "answer", "已改正")).hasStatus3xxRedirection();
        assertThat(get(me, "/validation")).bodyText().contains("已改正");
        assertThat(post(me, "/validation/" + Called.YEAR + "/confirmation", "seen", print())).hasStatus3xxRedirection();
        assertThat(post(me, "/validation/" + Called.YEAR + "/withdrawal")).hasStatus3xxRedirection();
        assertThat(post(me, "/validation/" + Called.YEAR + "/confirmation", "seen", print())).hasStatus3xxRedirection();
        assertThat(post(keeper, person + "/confirmation")).hasStatus3xxRedirection();
        assertThat(post(keeper, person + "/withdrawal")).hasStatus3xxRedirection();
        assertThat(post(keeper, "/console/validation/confirmation/withdrawal", "organization", school.id().toString(), "year", String.valueOf(Called.YEAR))).hasStatus3xxRedirection();
        assertThat(get(keeper, person + "?x=1")).hasStatusOk();
    }

    @Test
    void whatIsTypedWrongIsSaidAndNothingIsMade() {
        assertThat(post(authority, "/console/validation/calls", "organization", city.id().toString(), "year", "1999", "title", "", "basis", "", "opens", "x")).hasStatus(422);
        assertThat(post(authority, "/console/validation/calls", "organization", school.id().toString(), "year", String.valueOf(Called.YEAR), "title", "x", "basis", "x",
            "opens", Called.day(0), "confirm", Called.day(1), "unit", Called.day(2), "validate", Called.day(3))).hasStatus(422);
        var call = define();
        assertThat(define()).isEqualTo(call);
        var at = "/console/validation/calls/" + call + "/windows/";
        assertThat(post(authority, at + "CONFIRM", "last", Called.day(1), "reason", "r")).hasStatus(422);
        assertThat(post(authority, at + "CONFIRM", "last", Called.day(15), "reason", "r")).hasStatus(422);
        assertThat(post(authority, at + "CONFIRM", "last", "x", "reason", "")).hasStatus(422);
        assertThat(post(authority, at + "OTHER", "last", Called.day(8), "reason", "r")).hasStatus(404);
        assertThat(post(authority, at + "CONFIRM", "last", Called.day(8), "reason", "雪灾")).hasStatus3xxRedirection();
        assertThat(post(authority, at + "CONFIRM", "last", Called.day(8), "reason", "雪灾")).hasStatus3xxRedirection();
        assertThat(db.sql("select reason from validation.call_window where call_id = :id::uuid and version = 2").param("id", call).query(String.class).list()).containsExactly("雪灾");
        assertThat(get(authority, "/console/validation/people?which=NONE")).hasStatus(404);
        assertThat(get(authority, "/console/validation/people?after=%25")).hasStatus(400);
        assertThat(get(authority, "/console/validation?year=1")).hasStatus(400);
        assertThat(get(authority, "/console/validation/people/x/2026")).hasStatus(404);
        assertThat(post(authority, "/console/validation/confirmation", "organization", school.id().toString(), "year", "x")).hasStatus(400);
    }

    @Test
    void anotherAuthorityIsNotThere() {
        var call = called.call(authority, city, 5, 10, 20).id().toString();
        var stranger = cast.administrator(cast.city());

        for (var page : List.of("/console/validation?organization=" + school.id(), "/console/validation/people?organization=" + school.id(),
            "/console/validation/calls?organization=" + city.id(), "/console/validation/calls/" + call + "/batches", "/console/validation/mapping?organization=" + city.id(),
            "/console/validation/registration?organization=" + school.id(), "/console/validation/people/" + teacher + "/" + Called.YEAR,
            "/api/v1/organizations/" + city.id() + "/validations", "/console/validation/confirmation?organization=" + school.id())) {
            assertThat(get(stranger, page)).as(page).hasStatus(404);
            assertThat(get(me, page)).as(page).hasStatus(404);
        }
        assertThat(post(stranger, "/console/validation/calls/" + call + "/batches")).hasStatus(404);
        assertThat(post(keeper, "/console/validation/calls/" + call + "/batches")).hasStatus(404);
        assertThat(post(keeper, "/console/validation/calls/" + call + "/windows/UNIT", "last", Called.day(20), "reason", "r")).hasStatus(404);
        assertThat(post(stranger, "/console/validation/export?organization=" + city.id(), "reason", "看看")).hasStatus(404);
    }

    @Test
    void anAuthoritySaysWhichColumnsThereAre() throws IOException {
        validated();
        assertThat(get(authority, "/console/validation/mapping")).hasStatusOk().bodyText().contains("还没有改过", "HOURS:COMMON");
        assertThat(post(authority, "/console/validation/mapping", "organization", city.id().toString(), "heading0", "A", "field0", "NOPE")).hasStatus(422);
        assertThat(post(authority, "/console/validation/mapping", "organization", city.id().toString())).hasStatus(422);
        assertThat(post(authority, "/console/validation/mapping", "organization", city.id().toString(), "heading0", "XM", "field0", "NAME", "heading1", "GX", "field1", "HOURS:COMMON",
            "heading2", "SD", "field2", "THEME:ETHICS", "heading3", "JG", "field3", "RESULT")).hasStatus3xxRedirection();

        var rows = workbook(post(keeper, "/console/validation/export?organization=" + school.id() + "&year=" + Called.YEAR, "reason", "报送省系统", "confirmed", "true"));
        assertThat(rows.toString()).contains("XM", "GX", "SD", "JG").contains(cast.name(teacher), "10.00", "达标").doesNotContain(school.code());
        assertThat(get(authority, "/console/validation/mapping")).bodyText().contains("第 1 版");
    }

    /** Names and numbers must be right in the provincial system; what a unit takes away, and what programs read, stays masked. */
    @Test
    void theAuthorityAloneTakesNumbersInFullAndTheTrailTells() throws IOException {
        validated();
        String[] columns = {"organization", city.id().toString(), "heading0", "XM", "field0", "NAME", "heading1", "ZJHM", "field1", "DOCUMENT_FULL"};
        assertThat(post(authority, "/console/validation/mapping", columns)).hasStatus3xxRedirection();
        columns[1] = school.id().toString();
        assertThat(post(keeper, "/console/validation/mapping", columns)).as("a school sets no such column").hasStatus(422);
        assertThat(get(keeper, "/console/validation/mapping")).hasStatusOk().bodyText().doesNotContain("DOCUMENT_FULL");
        var number = java.util.Objects.requireNonNull(values.own(teacher).document());
        var masked = db.sql("select document_masked from directory.teacher where teacher_id = :id").param("id", teacher.value()).query(String.class).single();
        String[] why = {"reason", "报送省系统", "confirmed", "true"};

        var of = "/console/validation/export?year=" + Called.YEAR + "&organization=";
        assertThat(workbook(post(keeper, of + school.id(), why)).toString()).contains("ZJHM", masked).doesNotContain(number);
        var auditor = cast.actor(cast.staff(city, Role.AUDITOR));
        assertThat(workbook(post(auditor, of + city.id(), why)).toString()).as("whoever looks takes none in full").contains("ZJHM", masked).doesNotContain(number);
        assertThat(db.sql(TOLD).param("path", school.path()).query(Integer.class).single()).isZero();
        assertThat(workbook(post(authority, of + city.id(), why)).toString()).contains("ZJHM", number);
        assertThat(workbook(post(authority, of + school.id(), why)).toString()).contains(number);
        assertThat(db.sql(TOLD).param("path", city.path()).query(Integer.class).single()).as("begun and done, twice").isEqualTo(4);
        assertThat(post(authority, of + city.id(), "reason", "")).hasStatus(422);
        assertThat(get(authority, "/api/v1/organizations/" + city.id() + "/validations?year=" + Called.YEAR)).hasStatusOk().bodyText().doesNotContain(number).contains(masked);
    }

    @Test
    void otherSystemsReadValidatedYearsPartByPart() {
        called.complete(school, teacher);
        var other = called.teacher(school);
        validated();
        var at = "/api/v1/organizations/" + city.id() + "/validations?year=" + Called.YEAR;

        var first = get(authority, at + "&limit=1");
        assertThat(first).hasStatusOk().bodyJson().extractingPath("$.items.length()").isEqualTo(1);
        assertThat(first).bodyJson().extractingPath("$.items[0].total.have").isNotNull();
        var next = com.jayway.jsonpath.JsonPath.<String>read(text(first), "$.next");
        var second = get(authority, at + "&limit=1&cursor=" + next);
        assertThat(second).hasStatusOk().bodyJson().extractingPath("$.items.length()").isEqualTo(1);
        assertThat(List.of(com.jayway.jsonpath.JsonPath.<String>read(text(first), "$.items[0].teacher"), com.jayway.jsonpath.JsonPath.<String>read(text(second), "$.items[0].teacher")))
            .containsExactlyInAnyOrder(teacher.toString(), other.toString());
        assertThat(get(authority, at + "&limit=0")).hasStatus(400);
        for (var cursor : List.of("x", "eA", "NzIw")) {
            assertThat(get(authority, at + "&cursor=" + cursor)).as(cursor).hasStatus(400);
        }
        assertThat(db.sql("select count(*) from audit.entry where act = 'validation.read' and organization = :path::public.ltree").param("path", city.path())
            .query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void fiveYearsSayWhichAreMissing() throws IOException {
        called.require(city, Called.YEAR - 1);
        called.earn(school, teacher, "COMMON", "7", Called.YEAR - 1, java.util.Map.of());
        validated();

        var registration = registrations.of(person(), Called.YEAR);
        assertThat(registration.years()).extracting(Registrations.Registration.Year::name).containsExactly("MISSING", "MISSING", "MISSING", "MISSING", "COMPLIANT");
        assertThat(registration.missing()).isEqualTo(4);
        assertThat(registration.total()).hasToString("37.00");
        assertThat(registration.verdict().unmet()).hasSize(4);
        assertThat(get(keeper, "/console/validation/registration?year=" + Called.YEAR)).hasStatusOk().bodyText().contains("37.00", "未验证");
        var rows = workbook(post(keeper, "/console/validation/registration/export?year=" + Called.YEAR, "reason", "定期注册", "confirmed", "true"));
        assertThat(rows.toString()).contains("37.00", "5 年合计");
    }

    /** Whoever looks: his own page while a year is being confirmed, his unit's list, and his page in the console. */
    @Test
    void theFiveYearsEndWithTheLastOneThatIsOver() {
        called.earn(school, teacher, "COMMON", "7", Called.YEAR - 1, java.util.Map.of());
        called.earn(school, teacher, "COMMON", "5");
        called.call(authority, city, 5, 10, 20);
        var person = "/console/validation/people/" + teacher + "/" + Called.YEAR;
        for (var page : java.util.Map.of("/validation", me, "/console/validation/registration", keeper, person, keeper).entrySet()) {
            var answer = get(page.getValue(), page.getKey());
            assertThat(answer).as(page.getKey()).hasStatusOk().bodyText().contains("7.00").doesNotContain("12.00")
                .containsPattern("aria-current=\"true\">[^<]*到 " + (Called.YEAR - 1) + " 年");
        }
        for (var page : List.of("/validation?year=" + Called.YEAR + "&until=", "/validation?until=")) {
            assertThat(get(me, page + Called.YEAR)).hasStatusOk().bodyText().contains("12.00");
            assertThat(get(me, page + "1")).hasStatus(400);
        }
        assertThat(get(keeper, person + "?until=" + Called.YEAR)).bodyText().contains("12.00");
    }

    @Test
    void whatIsLoadedIsAsIfItHadBeenDone() {
        for (var i = 0; i < 60; i++) {
            called.teacher(school);
        }
        var owner = organizations.find(city.id()).orElseThrow();
        var today = java.time.LocalDate.now(Window.ZONE);
        var definition = new LoadValidations.Definition(owner, Called.YEAR, "验证", "文", today.minusDays(9),
            java.util.Map.of(Stage.CONFIRM, today.minusDays(3), Stage.UNIT, today.minusDays(2), Stage.VALIDATE, today.plusDays(9)), authority.teacher(), "单位不对");

        transaction.executeWithoutResult(_ -> load.validated(definition));

        var call = calls.all().stream().filter(it -> it.owner().id().equals(city.id())).findFirst().orElseThrow();
        assertThat(batches.of(call)).singleElement().satisfies(it -> assertThat(it.validated()).isGreaterThan(30));
        assertThat(called.states(call)).contains("VALIDATED").doesNotContain("UNIT_CONFIRMED");
        assertThat(audit.findings(false).stream().filter(it -> it.contains(call.id().toString()))).isEmpty();
    }

    private org.xingtan.directory.PersonCard person() {
        return new org.xingtan.directory.PersonCard(teacher, cast.name(teacher), null, null, org.xingtan.directory.RealNameState.VERIFIED, null, null, null, null, List.of(), null, false);
    }

    /** All of the school but who keeps it. */
    private void validated() {
        if (dossiers.live(teacher, Called.YEAR).orElseThrow().total().have().hundredths() == 0) {
            called.complete(school, teacher);
        }
        var call = called.call(authority, city, -2, 10, 20);
        var n = db.sql("select count(*) from standing.state where organization_id = :school and year = :year and teacher_id <> :keeper").param("school", school.id().value())
            .param("year", Called.YEAR).param("keeper", keeper.teacher().value()).query(String.class).single();
        assertThat(post(keeper, "/console/validation/confirmation", "organization", school.id().toString(), "year", String.valueOf(Called.YEAR), "seen", n)).hasStatus3xxRedirection();
        assertThat(post(authority, "/console/validation/calls/" + call.id() + "/batches")).hasStatus3xxRedirection();
        finish(call.id().toString());
    }

    private void finish(String call) {
        var id = java.util.UUID.fromString(call);
        for (var i = 0; i < 2_000 && batches.of(calls.find(id).orElseThrow()).getFirst().finishedAt() == null; i++) {
            validate.step(ValidateAll.AT_ONCE);
        }
    }

    private String define() {
        var made = post(authority, "/console/validation/calls", "organization", city.id().toString(), "year", String.valueOf(Called.YEAR), "title", "年度验证", "basis", "穗教发",
            "opens", Called.day(-1), "confirm", Called.day(5), "unit", Called.day(10), "validate", Called.day(20));
        assertThat(made).hasStatus3xxRedirection();
        return db.sql("select id::text from validation.call where owner_id = :owner").param("owner", city.id().value()).query(String.class).single();
    }

    private String people(String which) {
        return "/console/validation/people?organization=" + school.id() + "&year=" + Called.YEAR + "&which=" + which;
    }

    private String print() {
        return dossiers.live(teacher, Called.YEAR).orElseThrow().print();
    }

    private static List<String> workbook(MvcTestResult answer) throws IOException {
        assertThat(answer).hasStatusOk();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(answer.getResponse().getContentAsByteArray())); var rows = book.getFirstSheet().openStream()) {
            return rows.flatMap(row -> row.stream()).map(cell -> cell == null ? "" : cell.getText()).toList();
        }
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(java.net.URI.create(path)).locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String path, String... fields) {
        var request = mvc.post().uri(path).locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)).with(Cast.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }
}
