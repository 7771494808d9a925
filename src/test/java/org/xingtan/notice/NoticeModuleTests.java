package org.xingtan.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class NoticeModuleTests {

    @Autowired PublishNotice publish;
    @Autowired Notices notices;
    @Autowired Documents documents;
    @Autowired Cast cast;
    @Autowired MockMvcTester mvc;

    @Test
    void aNumberThatIsThereStaysAsItIs() {
        var number = number();
        var first = publish.publish(notice(number, "First", null));

        assertThat(publish.publish(notice(number, "Second", null, file("a")))).isEqualTo(first);
        assertThat(notices.find(first).title()).isEqualTo("First");
        assertThat(notices.find(first).attachments()).isEmpty();
    }

    @Test
    void whatForwardsTheUnknownIsRefusedWhole() {
        var number = number();

        assertThatThrownBy(() -> publish.publish(notice(number, "Third", "unknown"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> notices.id(number)).isInstanceOf(NotFound.class);
    }

    @Test
    void leadsBothWaysBetweenOriginalAndForwards() {
        var original = number();
        var id = publish.publish(notice(original, "Original", null));
        var first = publish.publish(notice(number(), "Forward 1", original));
        var second = publish.publish(notice(number(), "Forward 2", original));

        assertThat(notices.find(id).forwardedBy()).extracting(NoticeCard.Reference::id).containsExactly(first, second);
        assertThat(notices.find(second).forwards()).satisfies(it -> assertThat(it).extracting("id").isEqualTo(id));
        assertThat(get("/notices/" + id, null)).bodyText().contains("/notices/" + first, "/notices/" + second);
        assertThat(get("/notices/" + first, null)).bodyText().contains("/notices/" + id);
    }

    @Test
    void pagesTheListByKeyWithoutGapOrRepeat() {
        for (var i = 0; i < 32; i++) {
            publish.publish(notice(number(), "Many", null));
        }
        var first = notices.page(null);
        var second = notices.page(first.next());

        assertThat(first.notices()).hasSize(30);
        assertThat(second.notices()).isNotEmpty().doesNotContainAnyElementsOf(first.notices());
        assertThat(get("/notices", null)).hasStatusOk().bodyText().contains("/notices?after=" + first.next());
    }

    @Test
    void listsItsAttachmentsInOrderWithSizeAndType() {
        var id = publish.publish(notice(number(), "With files", null, file("二"), file("一")));

        assertThat(notices.find(id).attachments()).extracting(DocumentCard::name).containsExactly("二.pdf", "一.pdf");
        assertThat(get("/notices/" + id, reader())).bodyText().contains("二.pdf", "PDF · 1 KB", "/notices/" + id + "/attachments/");
    }

    @Test
    void anAttachmentIsSavedUnderItsNameAndNeverOpenedInThePage() {
        var file = file("表格");
        var answer = get("/notices/%s/attachments/%s".formatted(publish.publish(open(number(), file)), file), null);

        assertThat(answer).hasStatusOk().hasContentType("application/pdf").hasHeader("X-Content-Type-Options", "nosniff")
            .hasHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        assertThat(answer.getResponse().getHeader("Content-Disposition")).startsWith("attachment;")
            .endsWith("filename*=UTF-8''%E8%A1%A8%E6%A0%BC.pdf");
    }

    @Test
    void whatIsDisclosedOnRequestIsGivenToThoseWhoSignedIn() {
        var file = file("restricted");
        var id = publish.publish(notice(number(), "On request", null, file));
        var address = "/notices/%s/attachments/%s".formatted(id, file);

        assertThat(get(address, null)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get("/notices/" + id, null)).bodyText().contains("restricted.pdf", "/sign-in?next=/notices/" + id).doesNotContain(address);
        assertThat(get(address, reader())).hasStatusOk();
    }

    @Test
    void aNoticeGivesNothingThatIsNotItsOwn() {
        var other = file("other");
        publish.publish(open(number(), other));
        var id = publish.publish(open(number(), file("own")));

        assertThat(get("/notices/%s/attachments/%s".formatted(id, other), reader())).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get("/notices/%s/attachments/%s".formatted(id, UUID.randomUUID()), null)).hasStatus(HttpStatus.NOT_FOUND);
    }

    private MvcTestResult get(String address, @Nullable Actor who) {
        var request = mvc.get().uri(address);
        return (who == null ? request : request.with(Cast.as(who))).exchange();
    }

    private Actor reader() {
        return cast.administrator(cast.city());
    }

    private DocumentId file(String name) {
        return documents.store(name + ".pdf", "application/pdf", ("%PDF-1.7 " + name).getBytes(StandardCharsets.UTF_8));
    }

    private static String number() {
        return "n-" + Uuids.next();
    }

    private static NoticeDefinition open(String number, DocumentId... attachments) {
        return definition(number, "Open", null, NoticeDefinition.Disclosure.PUBLIC, attachments);
    }

    private static NoticeDefinition notice(String number, String title, @Nullable String forwards, DocumentId... attachments) {
        return definition(number, title, forwards, NoticeDefinition.Disclosure.ON_REQUEST, attachments);
    }

    private static NoticeDefinition definition(String number, String title, @Nullable String forwards, NoticeDefinition.Disclosure disclosure,
                                               DocumentId... attachments) {
        return new NoticeDefinition(number, "Office", title, LocalDate.of(2023, 1, 5), null, disclosure, "All", "Section 3", "", forwards,
            List.of(attachments));
    }
}
