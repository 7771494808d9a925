package org.xingtan.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Scanned;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class NoticeConsoleTests {

    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final byte[] PDF = "%PDF-1.7 x".getBytes(StandardCharsets.US_ASCII);

    @Autowired Cast cast;
    @Autowired Notices notices;
    @Autowired NoticeDrafts drafts;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;
    @Autowired Scanned scanned;

    private Cast.Place county;
    private Actor administrator;
    private final UUID id = Uuids.next();
    private final String number = "测试〔2026〕" + NEXT.getAndIncrement() + "号";

    @BeforeEach
    void appoint() {
        county = cast.county();
        administrator = cast.administrator(county);
    }

    @Test
    void isWrittenPublishedAndWithdrawnWithEachStepInTheTrail() {
        assertThat(send("", "0", "关于开展研修的通知", "2026-01-09", pdf("方案.pdf"))).hasStatus3xxRedirection();
        var draft = drafts.find(id).orElseThrow();
        assertThat(draft.version()).isEqualTo(1);
        assertThat(notices.find(number)).isEmpty();

        assertThat(send("/publication", "1", "关于开展研修的通知", "2026-01-09", null, draft.content().attachments().getFirst().toString()))
            .hasRedirectedUrl("/notices/" + id);
        assertThat(mvc.get().uri("/notices/" + id).with(as(administrator))).bodyText().contains("关于开展研修的通知", "方案.pdf", "撤回这份通知");
        assertThat(drafts.find(id)).isEmpty();

        assertThat(post("/console/notices/" + id + "/withdrawal", "reason", "长".repeat(501))).hasStatus(422);
        assertThat(post("/console/notices/" + id + "/withdrawal", "reason", "文号有误")).hasRedirectedUrl("/notices/" + id);
        assertThat(post("/console/notices/" + id + "/withdrawal", "reason", "再来一次")).hasRedirectedUrl("/notices/" + id);
        assertThat(notices.find(id).withdrawn()).extracting("reason").isEqualTo("文号有误");
        assertThat(notices.latest(1000)).noneMatch(it -> it.id().equals(id));
        assertThat(mvc.get().uri("/console/notices").with(as(administrator))).bodyText().contains(number, "已撤回");
        assertThat(acts()).containsExactly("notice.draft", "notice.publish", "notice.withdraw");
    }

    @Test
    void sayingWhatIsMissingKeepsWhatWasTyped() {
        assertThat(send("/publication", "0", "没有日期", "", null)).hasStatus(422).bodyText().contains("有成文日期");

        assertThat(drafts.find(id).orElseThrow().content().title()).isEqualTo("没有日期");
        assertThat(mvc.get().uri("/console/notices/drafts/" + id).with(as(administrator))).bodyText().contains("没有日期", "发布前还需要");
    }

    @Test
    void theSameFormTwiceIsOneAndAnotherOnTopOfAnOldVersionIsNot() {
        send("", "0", "一", "2026-01-09", null);
        assertThat(send("", "0", "一", "2026-01-09", null)).hasStatus3xxRedirection();
        assertThat(send("", "1", "二", "2026-01-09", null)).hasStatus3xxRedirection();
        assertThat(send("", "1", "三", "2026-01-09", null)).hasStatus(409);
        assertThat(drafts.find(id).orElseThrow()).matches(it -> it.version() == 2 && it.content().title().equals("二"));

        assertThat(send("/publication", "2", "二", "2026-01-09", null)).hasStatus3xxRedirection();
        assertThat(send("/publication", "2", "二", "2026-01-09", null)).hasRedirectedUrl("/notices/" + id);
        assertThat(acts()).containsExactly("notice.draft", "notice.publish");
    }

    @Test
    void publishedInSeveralTabsAtOnceItIsPublishedOnce() throws Exception {
        send("", "0", "一", "2026-01-09", null);
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = tabs.invokeAll(java.util.Collections.<Callable<Integer>>nCopies(6,
                () -> send("/publication", "1", "一", "2026-01-09", null).getResponse().getStatus()));
            assertThat(answers.stream().map(Future::resultNow)).containsOnly(302);
        }
        assertThat(acts()).containsExactly("notice.draft", "notice.publish");
    }

    @Test
    void everyUnitRightBelowIsOfferedHoweverManyThereAre() {
        var last = IntStream.range(0, 205).mapToObj(_ -> cast.school(county)).max(java.util.Comparator.comparing(Cast.Place::code)).orElseThrow();

        assertThat(mvc.get().uri("/console/notices/new").with(as(administrator))).hasStatusOk().bodyText().contains(last.id().toString());
    }

    @Test
    void aNumberThatIsTakenIsRefused() {
        send("/publication", "0", "第一份", "2026-01-09", null);
        var second = Uuids.next();

        assertThat(send(second, "/publication", "0", "第二份", "2026-01-09", null)).hasStatus(422).bodyText().contains("没有被其他通知使用");
        assertThat(notices.isThere(second)).isFalse();
    }

    @Test
    void whatIsNotOnesOwnIsNotThere() {
        send("", "0", "一", "2026-01-09", null);
        var neighbour = cast.administrator(cast.under(county.parent(), "COUNTY"));
        var principal = cast.actor(cast.staff(county, Role.PRINCIPAL));
        var owner = administrator;
        for (var stranger : List.of(neighbour, principal, cast.actor(cast.teacher(county)))) {
            administrator = stranger;
            assertThat(mvc.get().uri("/console/notices/drafts/" + id).with(as(stranger))).hasStatus(404);
            assertThat(send("", "1", "别人的", "2026-01-09", null)).hasStatus(404);
            assertThat(post("/console/notices/drafts/" + id + "/discard")).hasStatus(404);
        }
        administrator = owner;
        send("/publication", "1", "一", "2026-01-09", null);
        administrator = neighbour;
        assertThat(post("/console/notices/" + id + "/withdrawal", "reason", "x")).hasStatus(404);
        assertThat(mvc.get().uri("/notices/" + id).with(as(neighbour))).bodyText().doesNotContain("撤回这份通知");
    }

    @Test
    void aFileOfSomebodyElseDoesNotGetOutByItsId() {
        send("", "0", "一", "2026-01-09", pdf("他人的材料" + number + ".pdf"));
        var secret = drafts.find(id).orElseThrow().content().attachments().getFirst();
        var mine = Uuids.next();

        assertThat(send(mine, "", "0", "二", "2026-01-09", null, secret.toString())).hasStatus3xxRedirection();
        assertThat(send(mine, "", "1", "二", "2026-01-09", null, secret.toString(), UUID.randomUUID().toString())).hasStatus3xxRedirection();

        assertThat(drafts.find(mine).orElseThrow().content().attachments()).isEmpty();
        assertThat(mvc.get().uri("/console/notices/drafts/" + mine).with(as(administrator))).hasStatusOk();
    }

    @Test
    void daysThatCannotBeAndTextsThatCannotBeStoredAre400() {
        assertThat(send("", "0", "一", "+999999-01-01", null)).hasStatus(400);
        assertThat(send("", "0", "一\0二", "2026-01-09", null)).hasStatus(400);
        assertThat(drafts.find(id)).isEmpty();
    }

    @Test
    void isPublishedWithFilesThatHavePassedAndLosesOneThatIsFoundInfected() {
        var bytes = ("%PDF-1.7 " + id).getBytes(StandardCharsets.US_ASCII);
        scanned.held(bytes);
        var file = new MockMultipartFile("files", "方案.pdf", "application/pdf", bytes);
        assertThat(send("/publication", "0", "带附件的通知", "2026-01-09", file)).hasStatus(422).bodyText().contains("附件都可以公开");
        var kept = drafts.find(id).orElseThrow().content().attachments().getFirst().toString();
        assertThat(mvc.get().uri("/console/notices/drafts/" + id).with(as(administrator))).bodyText().contains("方案.pdf", "正在检查");

        scanned.clean(bytes);
        assertThat(send("/publication", "1", "带附件的通知", "2026-01-09", null, kept)).hasRedirectedUrl("/notices/" + id);
        assertThat(mvc.get().uri("/notices/" + id)).bodyText().contains("方案.pdf");
        scanned.infected(bytes);
        assertThat(mvc.get().uri("/notices/" + id)).bodyText().doesNotContain("方案.pdf");
        assertThat(mvc.get().uri("/notices/" + id + "/attachments/" + kept)).hasStatus(404);
    }

    @Test
    void aFileThatIsNotWhatItsNameSaysIsRefused() {
        assertThat(send("", "0", "一", "2026-01-09", new MockMultipartFile("files", "a.pdf", "application/pdf", new byte[] {'M', 'Z'}))).hasStatus(415);
        assertThat(send("", "0", "一", "2026-01-09", new MockMultipartFile("files", "a.exe", "application/pdf", PDF))).hasStatus(415);
        assertThat(drafts.find(id)).isEmpty();
    }

    private List<String> acts() {
        return db.sql("select act from audit.entry where target = :target order by id").param("target", "notice:" + id).query(String.class).list();
    }

    private static MockMultipartFile pdf(String name) {
        return new MockMultipartFile("files", name, "application/octet-stream", PDF);
    }

    private MvcTestResult post(String address, String... fields) {
        var request = mvc.post().uri(address).with(as(administrator)).with(csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult send(String act, String version, String title, String issuedOn, MockMultipartFile file, String... kept) {
        return send(id, act, version, title, issuedOn, file, kept);
    }

    private MvcTestResult send(UUID draft, String act, String version, String title, String issuedOn, MockMultipartFile file, String... kept) {
        var request = mvc.post().uri("/console/notices/drafts/" + draft + act).multipart().contentType("multipart/form-data; boundary=b");
        if (file != null) {
            request.file(file);
        }
        return request.param("version", version).param("owner", county.id().toString()).param("title", title).param("number", number)
            .param("issuer", "测试教育局").param("issuedOn", issuedOn).param("disclosure", "PUBLIC").param("addressees", "各学校").param("kept", kept)
            .with(as(administrator)).with(csrf()).exchange();
    }
}
