package org.xingtan.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.document.DocumentId;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Scanned;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class SummaryModuleTests {

    private static final SummaryText TEXT = new SummaryText("做法", "成效", "经验", "=问题");

    @Autowired Cast cast;
    @Autowired OpenCall open;
    @Autowired WriteSummary write;
    @Autowired ReviewSummary review;
    @Autowired LookAtSummaries look;
    @Autowired SummaryDuties duties;
    @Autowired OneRead read;
    @Autowired Send send;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;
    @Autowired Scanned scanned;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place other;
    private Actor authority;
    private Actor writer;
    private UUID call;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        other = cast.under(city, "COUNTY");
        authority = cast.administrator(city);
        writer = cast.administrator(county);
        call = Uuids.next();
        open.open(authority, order(call));
    }

    @Test
    void isDueFifteenWorkingDaysAfterTheEndAndShownToBothSides() {
        assertThat(look.call(authority, call).call().dueAt()).isEqualTo(Instant.parse("2023-03-21T15:59:59Z"));
        assertThat(body("/console/summaries/" + call, authority)).contains("2023年3月21日 23:59", "未开始", county.name(), other.name());
        assertThat(body("/console/summaries/" + call + "/units/" + county.id(), writer)).contains("2023年3月21日 23:59", "主要做法");
    }

    @Test
    void askingTwiceIsAskingOnce() {
        open.open(authority, order(call));

        assertThat(look.call(authority, call).summaries()).extracting(Summary::organization).containsExactlyInAnyOrder(county.id(), other.id());
        assertThatThrownBy(() -> open.open(writer, new OpenCall.Order(Uuids.next(), county.id(), "x", "", LocalDate.of(2023, 2, 28), 15))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> open.open(writer, order(Uuids.next()))).isInstanceOf(NotFound.class);
    }

    @Test
    void isHandedInReturnedHandedInAgainAndAccepted() {
        assertThatThrownBy(() -> write.submit(writer, words(1, new SummaryText("做法", "", "", "")))).isInstanceOf(Refused.class);
        write.save(writer, words(1, new SummaryText("做法", "", "", "")));
        assertThat(state()).isEqualTo(Summary.State.DRAFT);
        write.submit(writer, words(2, TEXT));
        assertThatThrownBy(() -> review.decide(authority, call, county.id(), version(), false, "")).isInstanceOf(Refused.class);
        review.decide(authority, call, county.id(), version(), false, "请补充数据");
        write.submit(writer, words(version(), TEXT));
        var read = version();
        review.decide(authority, call, county.id(), read, true, "");
        review.decide(authority, call, county.id(), read, true, "");

        assertThat(look.summary(authority, call, county.id()).steps()).extracting(SummaryStep::state)
            .containsExactly(Summary.State.ACCEPTED, Summary.State.SUBMITTED, Summary.State.RETURNED, Summary.State.SUBMITTED);
        assertThatThrownBy(() -> write.save(writer, words(version(), TEXT))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> write.withdraw(writer, call, county.id())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> db.sql("update summary.summary set practice = 'x' where call_id = :call and organization_id = :unit")
            .param("call", call).param("unit", county.id().value()).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void whatIsSentTwiceIsDoneOnceAndADayThatCannotBeIsRefused() {
        write.save(writer, words(1, new SummaryText("做法", "", "", "")));
        write.save(writer, words(1, new SummaryText("做法", "", "", "")));
        write.submit(writer, words(2, TEXT));
        write.submit(writer, words(2, TEXT));

        assertThat(state()).isEqualTo(Summary.State.SUBMITTED);
        assertThat(look.summary(authority, call, county.id()).steps()).hasSize(1);
        for (var day : List.of(LocalDate.MAX, LocalDate.of(99999, 1, 1), LocalDate.of(-1, 1, 1))) {
            assertThatThrownBy(() -> open.open(authority, new OpenCall.Order(Uuids.next(), city.id(), "x", "", day, 15))).isInstanceOf(Refused.class);
        }
    }

    @Test
    void canBeTakenBackUntilItIsDecidedAndNeverDecidedByWhoHandedItIn() {
        cast.appoint(writer.teacher(), org.xingtan.directory.Role.TRAINING_ADMINISTRATOR, city);
        var both = cast.actor(writer.teacher());
        write.submit(writer, words(1, TEXT));
        assertThatThrownBy(() -> review.decide(both, call, county.id(), version(), true, "")).isInstanceOfAny(Forbidden.class, NotFound.class);
        write.withdraw(writer, call, county.id());
        write.withdraw(writer, call, county.id());

        assertThat(state()).isEqualTo(Summary.State.DRAFT);
        assertThatThrownBy(() -> review.decide(authority, call, county.id(), version(), true, "")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> write.save(writer, words(1, TEXT))).isInstanceOf(Problem.class);
    }

    @Test
    void whoOwesAReportIsRemindedOnceNearTheDayAndOnceAWeekAfterIt() {
        write.submit(cast.administrator(other), new WriteSummary.Words(call, other.id(), 1, TEXT, List.of()));
        for (var morning : List.of("2023-03-10", "2023-03-19", "2023-03-20", "2023-03-22", "2023-03-23", "2023-03-29", "2023-07-01")) {
            var reminds = new RemindOfSummaries(db, send, Clock.fixed(Instant.parse(morning + "T01:00:00Z"), ZoneOffset.UTC));
            reminds.remind();
            reminds.remind();
        }

        assertThat(db.sql("select teacher_id, text from messaging.message where rule = 'summary.owed' and object like :object order by due_at, id")
            .param("object", "summary:" + call + "%").query().listOfRows()).allMatch(row -> row.get("teacher_id").equals(writer.teacher().value()))
            .extracting(row -> row.get("text")).containsExactly("summary.told.near.", "summary.told.late.", "summary.told.late.");
        assertThat(body("/me/messages", writer)).contains("总结报告已逾期：寒假研修总结", "2023年3月21日");
    }

    @Test
    void isNotThereForAnotherUnit() {
        var stranger = cast.administrator(other);
        var page = "/console/summaries/" + call + "/units/" + county.id();

        assertThat(mvc.get().uri(page).with(as(stranger))).hasStatus(404);
        assertThat(mvc.get().uri("/console/summaries/" + call).with(as(stranger))).hasStatus(404);
        assertThat(mvc.get().uri("/console/summaries/" + call).with(as(writer))).hasStatus(404);
        assertThat(mvc.post().uri(page + "/withdrawal").with(csrf()).with(as(stranger))).hasStatus(404);
        assertThat(mvc.post().uri("/console/summaries/{id}/export", call).with(csrf()).param("reason", "汇总上报").with(as(stranger))).hasStatus(404);
        assertThatThrownBy(() -> write.save(authority, words(1, TEXT))).isInstanceOf(NotFound.class);
        assertThat(body("/console/summaries", stranger)).contains(other.name()).doesNotContain(county.name());
    }

    @Test
    void standsOnTheToDoListsOfBothSides() {
        assertThat(duty(writer)).extracting(Duties.Duty::text).containsExactly("summary.duty.write");
        assertThat(duty(authority)).isEmpty();
        write.submit(writer, words(1, TEXT));
        assertThat(duty(writer)).isEmpty();
        assertThat(duty(authority)).extracting(Duties.Duty::text).containsExactly("summary.duty.review");
        review.decide(authority, call, county.id(), version(), false, "请补充数据");
        assertThat(duty(writer)).extracting(Duties.Duty::text).containsExactly("summary.duty.returned");
        assertThat(body("/home", writer)).contains("总结报告被退回");
    }

    @Test
    void allGoAwayAsOneArchiveWithAttachments() throws IOException {
        write.submit(writer, new WriteSummary.Words(call, county.id(), 1, TEXT, List.of(
            new MockMultipartFile("files", "..\\..\\佐证.pdf", "application/pdf", "%PDF-1.7 x".getBytes(StandardCharsets.US_ASCII)))));
        assertThatThrownBy(() -> write.withdraw(cast.administrator(other), call, county.id())).isInstanceOf(NotFound.class);

        var answer = mvc.post().uri("/console/summaries/{id}/export", call).with(csrf()).param("reason", "汇总上报").with(as(authority)).exchange();
        assertThat(answer).hasStatusOk();
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertThat(entries.keySet()).containsExactly("总表.xlsx", county.code() + "/" + county.code() + ".txt", county.code() + "/1-佐证.pdf");
        assertThat(new String(entries.get(county.code() + "/" + county.code() + ".txt"), StandardCharsets.UTF_8)).contains("主要做法", "做法", "=问题");
        assertThat(mvc.post().uri("/console/summaries/{id}/export", call).with(csrf()).param("reason", "x").with(as(authority))).hasStatus(422);
    }

    @Test
    void takesAttachmentsByWhatTheyAreAndServesThemToBothSides() {
        assertThatThrownBy(() -> write.save(writer, new WriteSummary.Words(call, county.id(), 1, TEXT, List.of(
            new MockMultipartFile("files", "a.pdf", "application/pdf", "MZ".getBytes(StandardCharsets.US_ASCII)))))).isInstanceOf(Problem.class);
        write.save(writer, new WriteSummary.Words(call, county.id(), 1, TEXT, List.of(
            new MockMultipartFile("files", "a.pdf", "application/pdf", "%PDF-1.7 y".getBytes(StandardCharsets.US_ASCII)))));
        var file = look.summary(writer, call, county.id()).attachments().getFirst();
        var address = "/console/summaries/" + call + "/units/" + county.id() + "/attachments/";

        assertThat(mvc.get().uri(address + file.id()).with(as(authority))).hasStatusOk();
        assertThat(mvc.get().uri(address + DocumentId.next()).with(as(authority))).hasStatus(404);
        assertThat(mvc.get().uri(address + file.id()).with(as(cast.administrator(other)))).hasStatus(404);
        assertThat(mvc.get().uri(address + file.id()).with(as(writer))).hasStatusOk();
        assertThat(db.sql("select actor::text || ' ' || (after ->> 'count') from audit.entry where act = 'summary.attachment' and target = :target")
            .param("target", "organization:" + county.id()).query(String.class).list()).as("whoever reviews leaves a trace").containsExactly(authority.teacher() + " 1");
        write.detach(writer, call, county.id(), version(), file.id());
        assertThat(look.summary(writer, call, county.id()).attachments()).isEmpty();
    }

    @Test
    void aFileThatIsCheckedForVirusesIsForItsUnitAlone() throws IOException {
        var bytes = ("%PDF-1.7 " + call).getBytes(StandardCharsets.US_ASCII);
        scanned.held(bytes);
        write.submit(writer, new WriteSummary.Words(call, county.id(), 1, TEXT, List.of(new MockMultipartFile("files", "佐证.pdf", "application/pdf", bytes))));
        var page = "/console/summaries/" + call + "/units/" + county.id();

        assertThat(body(page, writer)).contains("佐证.pdf", "正在检查");
        assertThat(body(page, authority)).contains("正在检查", "every 3s").doesNotContain("佐证.pdf");
        scanned.tooLarge(bytes);
        assertThat(body(page, writer)).contains("佐证.pdf", "平台运维");
        assertThat(body(page, authority)).contains("平台运维").doesNotContain("佐证.pdf", "every 3s");
        var archive = mvc.post().uri("/console/summaries/{id}/export", call).with(csrf()).param("reason", "汇总上报").with(as(authority)).exchange();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive.getResponse().getContentAsByteArray()), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getName()).doesNotContain("佐证");
                if (entry.getName().endsWith(".txt")) {
                    assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains("附件1", "未能检查").doesNotContain("佐证");
                }
            }
        }
        scanned.clean(bytes);
        assertThat(body(page, authority)).contains("佐证.pdf").doesNotContain("正在检查");
    }

    private OpenCall.Order order(UUID id) {
        return new OpenCall.Order(id, city.id(), "寒假研修总结", "四个部分", LocalDate.of(2023, 2, 28), 15);
    }

    private WriteSummary.Words words(int version, SummaryText text) {
        return new WriteSummary.Words(call, county.id(), version, text, List.of());
    }

    private Summary.State state() {
        return look.summary(authority, call, county.id()).summary().state();
    }

    private int version() {
        return look.summary(authority, call, county.id()).summary().version();
    }

    private List<Duties.Duty> duty(Actor actor) {
        return read.of(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of());
    }

    private String body(String address, Actor actor) {
        var answer = mvc.get().uri(address).with(as(actor)).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
