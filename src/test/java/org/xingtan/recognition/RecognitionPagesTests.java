package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Jurisdictions;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Hours from outside by the pages of a teacher and the console. */
@XingtanTest
class RecognitionPagesTests {

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Cast cast;
    @Autowired Claimed claimed;
    @Autowired Claims claims;
    @Autowired LoadClaims load;
    @Autowired Jurisdictions jurisdictions;
    @Autowired DefineRequirement define;
    @Autowired JdbcClient db;

    private Cast.Place school;
    private Actor teacher;
    private Actor principal;
    private Actor county;

    @BeforeEach
    void plant() {
        school = cast.school();
        teacher = cast.actor(cast.teacher(school));
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
    }

    @Test
    void aTeacherSeesWhatComesOfItBeforeHeSends() {
        assertThat(get(teacher, "/recognitions")).hasStatusOk().bodyText().contains("还没有申请过学时认定");
        assertThat(get(teacher, "/recognitions/new")).hasStatusOk().bodyText().contains("还没有公布可以认定的种类");
        claimed.kinds(school);
        assertThat(get(teacher, "/recognitions/new")).hasStatusOk().bodyText().contains("线下集中培训", Claimed.BASIS);
        var id = UUID.randomUUID().toString();

        var tooMany = send(teacher, "/recognitions", "look", fields(id, "9"), paper());
        assertThat(tooMany).hasStatusOk().bodyText().contains("暂时不能认定", "每天不超过 8.00 学时", "证明.pdf", "value=\"班主任培训\"");
        assertThat(send(teacher, "/recognitions", "send", fields(id, "9"), paper())).hasStatus(422).bodyText().contains("value=\"班主任培训\"");
        assertThat(send(teacher, "/recognitions", "look", fields(id, "6.5"), paper())).hasStatusOk().bodyText().contains("可认定 6.50 学时");
        var good = send(teacher, "/recognitions", "send", fields(id, "6.5"), paper());
        assertThat(good).hasStatus3xxRedirection().hasRedirectedUrl("/recognitions/" + id);
        assertThat(send(teacher, "/recognitions", "send", fields(id, "6.5"), paper())).hasStatus3xxRedirection().hasRedirectedUrl("/recognitions/" + id);
        assertThat(send(teacher, "/recognitions", "send", fields(UUID.randomUUID().toString(), "6.5"), paper())).hasStatus3xxRedirection()
            .hasRedirectedUrl("/recognitions/" + id);
        assertThat(send(teacher, "/recognitions", "send", fields(id, "5.5"), paper())).hasStatus(422).bodyText().contains("没有申请过同样的培训");

        assertThat(get(teacher, "/recognitions/" + id)).hasStatusOk().bodyText().contains("班主任培训", "审核中", "所在单位");
        assertThat(get(teacher, "/recognitions")).hasStatusOk().bodyText().contains("申报 6.50 学时");
        assertThat(get(cast.actor(cast.teacher(school)), "/recognitions/" + id)).hasStatus(404);
        assertThat(get(teacher, "/recognitions/x")).hasStatus(404);
        assertThat(english(teacher, "/recognitions/" + id)).hasStatusOk().bodyText().contains("under review");
    }

    @Test
    void themesOfTheYearAreChosenByTheirNames() {
        var authority = claimed.kinds(school);
        assertThat(get(teacher, "/recognitions/new")).hasStatusOk().bodyText().doesNotContain("name=\"theme\"");
        define.define(new AnnualRequirement(authority, LocalDate.now(Window.ZONE).getYear(), 0, "年度要求", "示例〔2026〕1号", CreditHours.of("90"),
            List.of(new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("42"))),
            List.of(new AnnualRequirement.Theme("ETHICS", "师德师风", "Ethics", CreditHours.of("8"), List.of())), null, AnnualRequirement.NewHires.FULL_YEAR), null);

        assertThat(get(teacher, "/recognitions/new")).hasStatusOk().bodyText().contains("<option value=\"ETHICS\">师德师风</option>", "不属于规定专题");
    }

    @Test
    void aReturnedClaimIsPutRightWhereItWasFiledWhereverThePersonWorksNow() {
        var elsewhere = cast.school();
        Claimed.require(define, school.parent(), "ETHICS");
        Claimed.require(define, elsewhere.parent(), "OTHER");
        claimed.kinds(school);
        var wanted = Claimed.training("6", 3);
        var id = claimed.file(teacher, wanted);
        load.review(principal, teacher.teacher(), id, Claim.Decision.RETURN, "学时与证明不符");
        db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", elsewhere.id().value()).param("t", teacher.teacher().value()).update();

        assertThat(get(teacher, "/recognitions/new")).hasStatusOk().bodyText().contains("还没有公布可以认定的种类");
        var at = "/recognitions/" + id + "/correction";
        assertThat(get(teacher, at)).hasStatusOk().bodyText().contains("线下集中培训", "value=\"ETHICS\"").doesNotContain("value=\"OTHER\"");
        assertThat(send(teacher, at, "look", corrected(id, "4"))).hasStatusOk().bodyText().contains("可认定 4.00 学时");
        assertThat(send(teacher, at, "send", corrected(id, "4"))).hasStatus3xxRedirection().hasRedirectedUrl("/recognitions/" + id);
        assertThat(claims.find(teacher.teacher(), id).orElseThrow()).matches(Claim::isWaiting).extracting(Claim::jurisdiction, Claim::theme)
            .containsExactly(school.parent().id(), "ETHICS");

        load.review(principal, teacher.teacher(), id, Claim.Decision.RETURN, "请再核对");
        db.sql("delete from directory.employment where teacher_id = :t").param("t", teacher.teacher().value()).update();
        assertThat(get(teacher, at)).hasStatusOk().bodyText().contains("线下集中培训");
        assertThat(send(teacher, at, "send", corrected(id, "3"))).hasStatus3xxRedirection();
    }

    private String[] corrected(UUID id, String hours) {
        var document = db.sql("select document_id from recognition.evidence where claim_id = :id").param("id", id).query(String.class).single();
        return new String[] {"kind", "OFFLINE_TRAINING", "category", "PROFESSIONAL", "title", "班主任培训", "from", Claimed.day(3), "to", Claimed.day(3), "hours", hours,
            "theme", "ETHICS", "evidence", document};
    }

    @Test
    void aThemeOfAnotherYearIsNeitherTakenNorLost() {
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
        var fields = fields(UUID.randomUUID().toString(), "4");
        fields[fields.length - 1] = "NEW_ONE";

        assertThat(send(teacher, "/recognitions", "look", fields, paper())).hasStatusOk().bodyText().contains("暂时不能认定", "专题“NEW_ONE”属于")
            .contains("<option value=\"NEW_ONE\" selected>NEW_ONE（不是 " + Claimed.day(0).substring(0, 4) + " 年度的专题）");
        assertThat(send(teacher, "/recognitions", "send", fields, paper())).hasStatus(422).bodyText().contains("<option value=\"NEW_ONE\" selected>");
        assertThat(call(teacher, "/api/v1/recognitions", body(bring()).replace("{", "{\"theme\":\"x\","))).hasStatus(422).bodyText().contains("recognition.theme");
        fields[fields.length - 1] = "ETHICS";
        assertThat(send(teacher, "/recognitions", "send", fields, paper())).hasStatus3xxRedirection();
    }

    @Test
    void whoReviewsSeesThatTheYearDoesNotAskForTheThemeAndDecides() {
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
        var fields = fields(UUID.randomUUID().toString(), "4");
        fields[fields.length - 1] = "ETHICS";
        assertThat(send(teacher, "/recognitions", "send", fields, paper())).hasStatus3xxRedirection();
        var page = "/console/recognition/claims/" + teacher.teacher() + "/" + fields[1];
        assertThat(get(principal, page)).hasStatusOk().bodyText().contains("value=\"APPROVE\"").doesNotContain("APPROVE_FOR_CATEGORY");
        Claimed.require(define, school.parent(), "OTHER");
        var year = Claimed.day(0).substring(0, 4);

        assertThat(get(principal, page)).hasStatusOk().bodyText().contains("“专题 ETHICS”不是 " + year + " 年度要求的专题", "只按类别同意（认定 4.00 学时）").doesNotContain("value=\"APPROVE\"");
        assertThat(english(principal, page)).hasStatusOk().bodyText().contains("“Theme ETHICS” is no theme that " + year + " asks for", "Approve for the category alone");
        assertThat(call(principal, "/api/v1/recognitions/" + fields[1] + "/reviews", "{\"decision\":\"APPROVE\"}")).hasStatus(422).bodyText().contains("recognition.theme");
        assertThat(forms.post(principal, page + "/review", "decision", "APPROVE_FOR_CATEGORY")).hasStatus3xxRedirection();
        assertThat(forms.post(principal, page + "/review", "decision", "APPROVE_FOR_CATEGORY")).as("sent again").hasStatus3xxRedirection();
        assertThat(forms.post(principal, page + "/review", "decision", "APPROVE")).as("with its theme after all").hasStatus(409);
        assertThat(call(principal, "/api/v1/recognitions/" + fields[1] + "/reviews", "{\"decision\":\"APPROVE\"}")).hasStatus(409).bodyText().contains("recognition.decided");
        assertThat(get(principal, page)).bodyText().as("for whom somebody acts, not whose claim it is").contains("<p class=\"acting\">" + school.name() + "</p>");
        assertThat(get(county, page)).bodyText().contains("<p class=\"acting\">" + school.parent().name() + "</p>");
        assertThat(get(county, page)).hasStatusOk().bodyText().contains("审核时已去掉，只按类别认定", "同意以后学时马上记入学时账", "value=\"APPROVE\"", "只按类别同意，去掉专题");
        assertThat(forms.post(county, page + "/review", "decision", "APPROVE")).hasStatus3xxRedirection();
        assertThat(get(teacher, "/recognitions/" + fields[1])).hasStatusOk().bodyText().contains("已认定", "审核时已去掉，只按类别认定");
        assertThat(get(teacher, "/api/v1/recognitions/" + fields[1])).hasStatusOk().bodyJson().extractingPath("$.leftOff").isEqualTo("ETHICS");
    }

    @Test
    void whatCannotBeReadComesBackAsItWasTyped() {
        claimed.kinds(school);
        assertThat(send(teacher, "/recognitions", "send", new String[] {"id", UUID.randomUUID().toString(), "title", "某培训", "from", "x", "hours", "-1"}))
            .hasStatus(422).bodyText().contains("填写起止日期", "填写学时", "value=\"某培训\"");
        assertThat(send(teacher, "/recognitions", "look", fields("x", "4"), paper())).hasStatus(404);
    }

    /** Nothing that was typed is lost by it, nor what was taken before; it is sent when there is nothing left that was not. */
    @Test
    void aFileThatIsNotTakenIsSaidAboveTheFormAsItWas() {
        claimed.kinds(school);
        var typed = fields(UUID.randomUUID().toString(), "4");
        var program = new MockMultipartFile("files", "x.exe", null, new byte[] {1});

        assertThat(send(teacher, "/recognitions", "look", typed, program)).hasStatusOk().bodyText().contains("“x.exe”不是 PDF", "其他内容都还在", "value=\"班主任培训\"", "value=\"4\"");
        assertThat(send(teacher, "/recognitions", "send", typed, program)).hasStatus(422).bodyText().contains("“x.exe”不是 PDF", "value=\"班主任培训\"");
        assertThat(send(teacher, "/recognitions", "send", typed, new MockMultipartFile("files", "x.pdf", null, new byte[] {1}))).hasStatus(422).bodyText().contains("x.pdf", "value=\"班主任培训\"");
        assertThat(get(teacher, "/recognitions")).bodyText().doesNotContain("班主任培训");
        assertThat(send(teacher, "/recognitions", "look", typed, paper(), paper(), paper(), new MockMultipartFile("files", "四.pdf", null, Claimed.paper().bytes()))).hasStatusOk().bodyText()
            .contains("一份申请最多 3 份证明，“四.pdf”是多出来的。 没有收下，其他内容都还在。").containsOnlyOnce("没有收下");
        assertThat(send(teacher, "/recognitions", "send", typed, paper())).hasStatus3xxRedirection();
    }

    /** Who goes back to the form and fills it in for something else. */
    @Test
    void aFormThatSaysSomethingElseByNowIsAnotherClaim() {
        claimed.kinds(school);
        var fields = fields(UUID.randomUUID().toString(), "6");
        assertThat(send(teacher, "/recognitions", "send", fields, paper())).hasStatus3xxRedirection();
        var other = fields.clone();
        other[7] = "心理健康培训";
        other[9] = Claimed.day(9);
        other[11] = Claimed.day(9);

        var second = send(teacher, "/recognitions", "send", other, new MockMultipartFile("files", "二.pdf", "application/pdf", Claimed.paper().bytes()));

        assertThat(second).hasStatus3xxRedirection();
        assertThat(second.getResponse().getRedirectedUrl()).isNotEqualTo("/recognitions/" + fields[1]);
        assertThat(get(teacher, "/recognitions")).bodyText().contains("心理健康培训", "班主任培训");
        assertThat(forms.post(teacher, "/recognitions/" + fields[1] + "/withdrawal")).hasStatus3xxRedirection();
        assertThat(send(teacher, "/recognitions", "send", fields, paper()).getResponse().getRedirectedUrl()).as("withdrawn, and claimed again").isNotEqualTo("/recognitions/" + fields[1]);
    }

    @Test
    void whoGoesOnToTheNextReadsWhatHeHasDecided() {
        claimed.kinds(school);
        var done = teacher.teacher() + "." + claimed.file(teacher, Claimed.training("6", 3));

        assertThat(get(principal, "/console/recognition?done=" + done)).bodyText().contains("已办理：" + cast.name(teacher.teacher()), "回去看，或者撤销");
        for (var strange : List.of("any", "", ".", teacher.teacher() + "." + UUID.randomUUID())) {
            assertThat(get(principal, "/console/recognition?done=" + strange)).hasStatusOk().bodyText().doesNotContain("已办理");
        }
    }

    @Test
    void reviewersGoFromOneToTheNext() {
        claimed.kinds(school);
        var id = claimed.file(teacher, Claimed.training("6", 3));
        var other = cast.actor(cast.teacher(school));
        var second = claimed.file(other, Claimed.training("6", 4));
        assertThat(get(principal, "/console/recognition")).hasStatusOk().bodyText().contains(cast.name(teacher.teacher()), "共 2 件");
        var page = "/console/recognition/claims/" + teacher.teacher() + "/" + id;
        assertThat(get(principal, page)).hasStatusOk().bodyText().contains("同意（认定 6.00 学时）", "同意以后转由" + school.parent().name() + "审核", "审核条件");
        var document = db.sql("select document_id from recognition.evidence where claim_id = :id").param("id", id).query(UUID.class).single();
        assertThat(get(principal, page + "/evidence/" + document)).hasStatusOk();
        assertThat(db.sql("select count(*) from audit.entry where act = 'recognition.evidence' and actor = :a").param("a", principal.teacher().value())
            .query(Integer.class).single()).isEqualTo(1);
        assertThat(get(teacher, "/recognitions/" + id + "/evidence/" + document)).hasStatusOk();
        assertThat(get(teacher, "/recognitions/" + id + "/evidence/" + UUID.randomUUID())).hasStatus(404);

        assertThat(forms.post(principal, page + "/review", "decision", "REJECT", "reason", "")).hasStatus(422).bodyText().contains("href=\"/console\">").doesNotContain("error-status");
        assertThat(forms.post(principal, page + "/review", "decision", "NONE")).hasStatus(400);
        assertThat(forms.post(principal, page + "/review", "decision", "APPROVE")).hasStatus3xxRedirection().hasRedirectedUrl("/console/recognition/claims/" + other.teacher() + "/" + second + "?done=" + teacher.teacher() + "." + id);
        assertThat(get(principal, page)).hasStatusOk().bodyText().contains("目前轮到别的级别审核", "撤销这次审核");
        assertThat(forms.post(principal, page + "/reviews/" + claims.steps(teacher.teacher(), id).getFirst().act() + "/undoing", "reason", "点错")).hasStatus3xxRedirection();
        assertThat(get(county, page)).hasStatusOk();
        assertThat(get(cast.administrator(cast.school(school.parent())), page)).hasStatus(404);
        assertThat(get(teacher, "/console/recognition")).hasStatus(404);
        assertThat(get(county, "/console/recognition?which=elsewhere&kind=OFFLINE_TRAINING")).hasStatusOk().bodyText().contains("共 2 件");
        assertThat(get(county, "/console/recognition?which=closed&after=%25%25")).hasStatus(400);
        assertThat(english(county, "/console/recognition")).hasStatusOk().bodyText().contains("Nothing waits for you");
    }

    @Test
    void manyAreLookedAtTogetherAndDecidedTogether() {
        claimed.kinds(school);
        var id = claimed.file(teacher, Claimed.training("6", 3));
        var key = teacher.teacher() + "." + id;
        assertThat(forms.post(principal, "/console/recognition/bulk")).hasStatusOk().bodyText().contains("没有选择任何申请");
        assertThat(forms.post(principal, "/console/recognition/bulk", "claim", key)).hasStatusOk().bodyText().contains("合计认定 6.00 学时");
        assertThat(forms.post(principal, "/console/recognition/bulk/decision", "claim", key, "decision", "APPROVE")).hasStatusOk().bodyText().contains("已办理 1 / 1 件");
        assertThat(forms.post(principal, "/console/recognition/bulk/decision", "claim", key, "decision", "REJECT", "reason", "重复")).hasStatusOk().bodyText().contains("已办理 0 / 1 件", "未办理");
        assertThat(forms.post(cast.administrator(cast.school()), "/console/recognition/bulk", "claim", key)).hasStatus(404);
        assertThat(forms.post(principal, "/console/recognition/bulk", "claim", "x.y")).hasStatus(404);
    }

    @Test
    void aListIsTakenAwayWithAReason() {
        claimed.kinds(school);
        claimed.file(teacher, Claimed.training("6", 3));
        assertThat(forms.post(principal, "/console/recognition/export", "which", "mine", "file", "csv", "confirmed", "true")).hasStatus(422);
        var file = forms.post(principal, "/console/recognition/export", "which", "mine", "file", "csv", "reason", "学期检查", "confirmed", "true");
        assertThat(file).hasStatusOk().bodyText().contains("学期检查", "培训名称", "专业科目", "6.00").doesNotContain("PROFESSIONAL");
        assertThat(forms.post(principal, "/console/recognition/export", "which", "mine", "reason", "学期检查", "confirmed", "true")).hasStatusOk();
        assertThat(forms.post(principal, "/console/recognition/export", "which", "mine", "file", "pdf", "reason", "学期检查")).hasStatus(400);
        assertThat(db.sql("select act from audit.entry where actor = :a and act like 'recognition.export%' order by at, id").param("a", principal.teacher().value())
            .query(String.class).list()).containsExactly("recognition.export", "recognition.exported", "recognition.export", "recognition.exported");
    }

    @Test
    void theAuthorityThatAsksForHoursKeepsTheKinds() {
        var province = school.parent().parent().parent();
        var chief = cast.administrator(province);
        var authority = jurisdictions.of(school.path());
        assertThat(authority).isEqualTo(province.id());
        var at = "/console/recognition/kinds/" + authority;
        assertThat(get(chief, "/console/recognition/kinds")).hasStatusOk().bodyText().contains("采用通行种类");
        assertThat(get(county, "/console/recognition/kinds")).hasStatusOk().bodyText().contains("种类由提出年度学时要求的教育行政部门公布").doesNotContain("采用通行种类");
        assertThat(forms.post(county, at + "/adoption", "basis", "x")).hasStatus(404);
        assertThat(forms.post(chief, at + "/adoption", "basis", "")).hasStatus(422);
        assertThat(forms.post(chief, at + "/adoption", "basis", Claimed.BASIS)).hasStatus3xxRedirection();
        assertThat(forms.post(chief, at + "/adoption", "basis", Claimed.BASIS)).hasStatus3xxRedirection();

        assertThat(get(chief, at + "/PAPER")).hasStatusOk().bodyText().contains("第 1 版", "每项 10.00 学时");
        assertThat(get(chief, at + "/new")).hasStatusOk();
        assertThat(get(chief, at + "/NONE")).hasStatus(404);
        assertThat(forms.post(chief, at, kind("PAPER", "12"))).hasStatus3xxRedirection();
        assertThat(forms.post(chief, at, kind("PAPER", "12"))).hasStatus3xxRedirection();
        assertThat(forms.post(chief, at, kind("PAPER", "x"))).hasStatus(422).bodyText().contains("value=\"论文\"");
        assertThat(get(chief, at + "/PAPER")).hasStatusOk().bodyText().contains("第 2 版").doesNotContain("第 3 版");
        assertThat(forms.post(chief, at + "/PUBLIC_LESSON/retirement")).hasStatus3xxRedirection();
        assertThat(get(teacher, "/recognitions/new")).hasStatusOk().bodyText().contains("论文").doesNotContain("公开课");
        assertThat(forms.post(chief, at + "/policy", "firstDays", "5", "nextDays", "7", "category", "COMMON", "most", "30", "category", "PROFESSIONAL", "most", "", "basis", "新规"))
            .hasStatus3xxRedirection();
        assertThat(forms.post(chief, at + "/policy", "firstDays", "0", "nextDays", "7", "basis", "新规")).hasStatus(422);
        assertThat(get(chief, "/console/recognition/kinds")).hasStatusOk().bodyText().contains("每天最多 8.00 学时", "首级审核 5 个工作日");
        assertThat(get(cast.administrator(cast.county()), at + "/PAPER")).hasStatus(404);
        assertThat(db.sql("select act from audit.entry where target = :target order by at, id").param("target", "organization:" + authority).query(String.class).list())
            .containsExactly("recognition.adopt", "recognition.kind", "recognition.retire", "recognition.policy");
    }

    /** There is one number: what the year asks of a day. */
    @Test
    void theDayIsNotSaidASecondTime() {
        var chief = cast.administrator(school.parent().parent().parent());
        var authority = claimed.kinds(school);
        assertThat(get(chief, "/console/recognition/kinds")).hasStatusOk().bodyText().contains("每天最多 8.00 学时");
        define.define(new AnnualRequirement(authority, LocalDate.now(Window.ZONE).getYear(), 0, "年度要求", "示例〔2026〕2号", CreditHours.of("90"), List.of(), List.of(),
            CreditHours.of("6"), AnnualRequirement.NewHires.FULL_YEAR), null);
        assertThat(get(chief, "/console/recognition/kinds")).hasStatusOk().bodyText().contains("每天最多 6.00 学时").doesNotContain("dayHours");
    }

    private String bring() {
        var brought = mvc.post().uri("/api/v1/recognition-evidence").multipart().contentType("multipart/form-data; boundary=b").with(Cast.as(teacher)).with(Cast.csrf())
            .file(new MockMultipartFile("file", "证明.pdf", "application/pdf", Claimed.paper().bytes())).exchange();
        assertThat(brought).hasStatus(201);
        return path(brought, "id");
    }

    private static String body(String document) {
        return "{\"category\":\"PROFESSIONAL\",\"title\":\"国培\",\"from\":\"%s\",\"to\":\"%s\",\"hours\":\"7.50\",\"evidence\":[\"%s\"]}".formatted(Claimed.day(5), Claimed.day(5), document);
    }

    private String[] kind(String code, String hours) {
        return new String[] {"code", code, "title", "论文", "titleEn", "Paper", "measure", "ITEM", "hours", hours, "yearHours", "", "files", "1", "evidence", "首页", "county", "on", "basis", "依据"};
    }

    private String[] fields(String id, String hours) {
        return new String[] {"id", id, "kind", "OFFLINE_TRAINING", "category", "PROFESSIONAL", "title", "班主任培训", "from", Claimed.day(3), "to", Claimed.day(3), "hours", hours, "number", "", "theme", ""};
    }

    private static MockMultipartFile paper() {
        return new MockMultipartFile("files", "证明.pdf", "application/pdf", Claimed.paper("one and the same").bytes());
    }

    private MvcTestResult send(Actor actor, String path, String act, String[] fields, MockMultipartFile... files) {
        var request = mvc.post().uri(path).multipart().contentType("multipart/form-data; boundary=b").with(Cast.as(actor)).with(Cast.csrf());
        for (var file : files) {
            request.file(file);
        }
        request.param("act", act);
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(java.net.URI.create(path)).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult english(Actor actor, String path) {
        return mvc.get().uri(path).header("Accept-Language", "en").with(Cast.as(actor)).exchange();
    }

    private MvcTestResult call(Actor actor, String path, String body) {
        return mvc.post().uri(path).with(Cast.as(actor)).with(Cast.csrf()).contentType("application/json").content(body).exchange();
    }

    private MvcTestResult delete(Actor actor, String path) {
        return mvc.delete().uri(path).with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    private static String path(MvcTestResult result, String member) {
        try {
            var text = result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
            return String.valueOf(com.jayway.jsonpath.JsonPath.parse(text).read("$." + member, Object.class));
        } catch (java.io.UnsupportedEncodingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
