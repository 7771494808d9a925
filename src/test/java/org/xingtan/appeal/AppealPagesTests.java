package org.xingtan.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.ledger.Receipts;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Learning;
import org.xingtan.testing.Scanned;
import org.xingtan.testing.XingtanTest;

/** Appeals as people see them: the teacher's pages, the queue, the to-do list, attachments, and nothing for others. */
@XingtanTest
class AppealPagesTests {

    private static final String WHY = "本节课由本人完整学习，测验也由本人作答。";

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired ReverseEntry reversal;
    @Autowired Receipts receipts;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired MyAppeals mine;
    @Autowired Matters matters;
    @Autowired Scanned scanned;

    private Cast.Place school;
    private Actor teacher;
    private Actor principal;
    private Actor county;
    private Actor city;
    private UUID entry;

    @BeforeEach
    void plant() {
        school = cast.school();
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
        city = cast.administrator(school.parent().parent());
        var program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), 2, null)).publish();
        teacher = cast.actor(cast.teacher(school));
        learning.complete(teacher, program);
        entry = receipts.ofTeacher(teacher.teacher(), program.id(), null, 100).items().getLast().id();
        reversal.reverse(principal, teacher.teacher(), entry, "代学");
    }

    @Test
    void theToDoListTellsWhoDecidesAndWhoAppealed() {
        var appeal = filed();

        assertThat(body(county, "/home")).contains("有 1 件申诉待决定").contains("/console/appeals");
        assertThat(body(city, "/home")).doesNotContain("件申诉待决定");
        decide.decide(county, teacher.teacher(), appeal.id(), Appeal.State.REJECTED, new Matter.Remedy(null, "证据不足"));
        assertThat(body(teacher, "/home")).contains("申诉未获准，可请上一级决定").contains("/appeals/" + appeal.id());
        assertThat(body(teacher, "/api/v1/me/todo")).contains("DUTY").contains("/appeals/" + appeal.id());
    }

    @Test
    void aPictureComesAlongAndIsSavedByThoseWhoDecide() {
        var id = UUID.randomUUID();
        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3};
        assertThat(mvc.post().uri("/appeals").multipart().contentType("multipart/form-data; boundary=b").file(new MockMultipartFile("files", "C:\\学习\\截图.png", "image/png", png)).with(csrf()).with(as(teacher))
            .param("id", id.toString()).param("kind", "HOURS").param("about", entry.toString()).param("statement", WHY)).hasStatus(302);

        var attachment = mine.one(teacher.teacher(), id).attachments().getFirst();
        assertThat(attachment.name()).isEqualTo("截图.png");
        var address = "/console/appeals/" + teacher.teacher() + "/" + id + "/attachments/" + attachment.id();
        assertThat(mvc.get().uri(address).with(as(county))).hasStatusOk().headers().satisfies(headers ->
            assertThat(headers.getFirst("Content-Disposition")).startsWith("attachment"));
        assertThat(mvc.get().uri(address).with(as(principal))).hasStatus(404);
        assertThat(mvc.get().uri("/appeals/" + id + "/attachments/" + attachment.id()).with(as(teacher))).hasStatusOk();
        assertThat(mvc.get().uri("/appeals/" + id + "/attachments/" + attachment.id()).with(as(county))).hasStatus(404);
        assertThat(db.sql("select actor::text || ' ' || (after ->> 'file') || ' ' || (after ->> 'count') from audit.entry where act = 'appeal.attachment' and target = :target")
            .param("target", "teacher:" + teacher.teacher()).query(String.class).list()).as("whoever decides leaves a trace, the owner and strangers none")
            .containsExactly(county.teacher() + " 截图.png 1");
    }

    @Test
    void aFileThatIsCheckedForVirusesIsNobodysButItsGivers() {
        var id = UUID.randomUUID();
        var png = ("\u0089PNG\r\n\u001A\n" + id).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(mvc.post().uri("/appeals").multipart().contentType("multipart/form-data; boundary=b").file(new MockMultipartFile("files", "截图.png", "image/png", png)).with(csrf()).with(as(teacher))
            .param("id", id.toString()).param("kind", "HOURS").param("about", entry.toString()).param("statement", WHY)).hasStatus(302);
        var address = "/console/appeals/" + teacher.teacher() + "/" + id;
        var attachment = "/attachments/" + mine.one(teacher.teacher(), id).attachments().getFirst().id();

        scanned.held(png);
        assertThat(body(teacher, "/appeals/" + id)).contains("截图.png", "正在检查").doesNotContain(attachment);
        assertThat(body(county, address)).contains("正在检查").doesNotContain("截图.png");
        assertThat(mvc.get().uri(address + attachment).with(as(county))).hasStatus(409);
        scanned.clean(png);
        assertThat(body(county, address)).contains("截图.png").doesNotContain("正在检查");
        assertThat(mvc.get().uri(address + attachment).with(as(county))).hasStatusOk();
        scanned.infected(png);
        assertThat(body(teacher, "/appeals/" + id)).contains("截图.png", Scanned.SIGNATURE);
        assertThat(mvc.get().uri("/appeals/" + id + attachment).with(as(teacher))).hasStatus(410);
    }

    @Test
    void filesThatAreNotWhatTheySayAreRefusedAndNothingIsFiled() {
        for (var bad : List.of(new MockMultipartFile("files", "a.png", "image/png", "<html>".getBytes(StandardCharsets.UTF_8)),
            new MockMultipartFile("files", "a.html", "text/html", "<script>".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(mvc.post().uri("/appeals").multipart().contentType("multipart/form-data; boundary=b").file(bad).with(csrf()).with(as(teacher)).param("id", UUID.randomUUID().toString())
                .param("kind", "HOURS").param("about", entry.toString()).param("statement", WHY)).hasStatus(415)
                .bodyText().contains(bad.getOriginalFilename(), "其他内容都还在", WHY);
        }
        var many = mvc.post().uri("/appeals").multipart().contentType("multipart/form-data; boundary=b");
        for (var i = 1; i <= 4; i++) {
            many.file(new MockMultipartFile("files", i + ".pdf", "application/pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(many.with(csrf()).with(as(teacher)).param("id", UUID.randomUUID().toString()).param("kind", "HOURS").param("about", entry.toString()).param("statement", WHY))
            .hasStatus(422).bodyText().contains("附件最多 3 个。 没有收下，其他内容都还在。", WHY).containsOnlyOnce("没有收下");
        assertThat(mine.of(teacher.teacher())).isEmpty();
    }

    @Test
    void aShortStatementComesBackWithWhatWasTyped() {
        assertThat(mvc.post().uri("/appeals").with(csrf()).with(as(teacher)).param("id", UUID.randomUUID().toString()).param("kind", "HOURS")
            .param("about", entry.toString()).param("statement", "<b>不对</b>")).hasStatus(422).bodyText()
            .contains("理由请写 10 至 2000 个字").contains("&lt;b&gt;不对&lt;/b&gt;");
    }

    @Test
    void thePagesLeadFromTheReceiptToTheDecision() {
        assertThat(body(teacher, "/receipts")).contains("/appeals/new?kind=HOURS");
        assertThat(body(teacher, "/appeals")).contains("还没有申诉");
        assertThat(body(teacher, "/appeals/new")).contains("代学").contains(entry.toString());
        var appeal = filed();
        assertThat(body(county, "/console/appeals")).contains(cast.name(teacher.teacher()));
        assertThat(body(city, "/console/appeals")).doesNotContain("/" + appeal.id());
        assertThat(body(city, "/console/appeals?which=below")).contains("/" + appeal.id());
        var address = "/console/appeals/" + teacher.teacher() + "/" + appeal.id();
        assertThat(body(county, address)).contains(WHY, "name=\"hours\"");
        assertThat(mvc.post().uri(address + "/decision").with(csrf()).with(as(county)).param("decision", "GRANTED").param("hours", "0.50")
            .param("reason", "同意")).hasStatus(302);
        assertThat(body(teacher, "/appeals/" + appeal.id())).contains("已获准", "同意");
        assertThat(body(county, "/console/appeals?which=closed")).contains("/" + appeal.id());
    }

    @Test
    void othersFindNothingOfIt() {
        var appeal = filed();
        var address = "/console/appeals/" + teacher.teacher() + "/" + appeal.id();
        for (var stranger : List.of(principal, cast.administrator(cast.county()), cast.actor(cast.teacher(school)))) {
            assertThat(mvc.get().uri(address).with(as(stranger))).hasStatus(404);
            assertThat(mvc.get().uri("/appeals/" + appeal.id()).with(as(stranger))).hasStatus(404);
            assertThat(mvc.post().uri(address + "/decision").with(csrf()).with(as(stranger)).param("decision", "REJECTED").param("reason", "x")).hasStatus(404);
            assertThat(mvc.post().uri("/appeals/" + appeal.id() + "/withdrawal").with(csrf()).with(as(stranger))).hasStatus(404);
        }
        assertThat(mvc.get().uri("/console/appeals").with(as(cast.actor(cast.teacher(school))))).hasStatus(404);
        assertThat(mvc.get().uri("/appeals/new?kind=HOURS&about=" + entry).with(as(county))).hasStatus(404);
    }

    @Test
    void anExportAsksWhyAndLeavesItsTrace() {
        filed();
        assertThat(mvc.post().uri("/console/appeals/export").with(csrf()).with(as(county)).param("reason", " ")).hasStatus(422);
        assertThat(mvc.post().uri("/console/appeals/export").with(csrf()).with(as(county)).param("reason", "季度核查").param("confirmed", "true")).hasStatusOk().bodyText()
            .contains("季度核查", cast.name(teacher.teacher()));
        assertThat(db.sql("select count(*) from audit.entry where actor = :a and act in ('appeal.export', 'appeal.exported')")
            .param("a", county.teacher().value()).query(Integer.class).single()).isEqualTo(2);
    }

    private Appeal filed() {
        return file.file(teacher, new FileAppeal.Filing(UUID.randomUUID(), matters.subject(teacher.teacher(), Appeal.Kind.HOURS, entry), WHY, List.of()));
    }

    private String body(Actor who, String address) {
        var answer = mvc.get().uri(address).with(as(who)).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
