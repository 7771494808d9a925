package org.xingtan.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class InboxTests {

    @Autowired Cast cast;
    @Autowired Send send;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;
    @Autowired TransactionTemplate transactions;

    private Actor reader;
    private Actor other;

    @BeforeEach
    void people() {
        var school = cast.school();
        reader = cast.actor(cast.teacher(school));
        other = cast.actor(cast.teacher(school));
    }

    @Test
    void tellsAPersonOnceForARuleAndAnObject() {
        assertThat(send.to(reader.teacher(), message("a"))).isTrue();
        assertThat(send.to(reader.teacher(), message("a"))).isFalse();
        assertThat(send.to(reader.teacher(), message("b"))).isTrue();
        assertThat(send.to(other.teacher(), message("a"))).isTrue();
    }

    @Test
    void tellsManyAtOnceWithTheSameRaceOnTwoNodes() throws Exception {
        var school = cast.school();
        var people = IntStream.range(0, 60).mapToObj(_ -> cast.teacher(school)).toList();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 4).<Callable<Integer>>mapToObj(i -> () -> send.to(i % 2 == 0 ? people : people.reversed(), message("race"))).toList();
            var told = 0;
            for (var node : nodes.invokeAll(tasks)) {
                told += node.get();
            }
            assertThat(told).isEqualTo(60);
        }
    }

    @Test
    void whatWasNotDoneIsToldToNobody() {
        transactions.executeWithoutResult(status -> {
            send.to(reader.teacher(), message("undone"));
            status.setRollbackOnly();
        });

        assertThat(inbox(reader, "")).contains("还没有消息");
    }

    @Test
    void isNotThereBeforeItsTimeAndCanBeRecalled() {
        var batch = UUID.randomUUID();
        send.to(List.of(reader.teacher(), other.teacher()), message("later").together(batch, Duration.ofMinutes(1)));
        send.to(reader.teacher(), message("other"));

        assertThat(inbox(other, "")).contains("还没有消息");
        assertThat(send.recall(batch)).isEqualTo(2);
        assertThat(send.recall(batch)).isZero();
        assertThat(inbox(reader, "")).contains("测试消息");
    }

    @Test
    void whatIsThereIsNotRecalled() {
        var batch = UUID.randomUUID();
        send.to(reader.teacher(), message("now").together(batch, Duration.ZERO));

        assertThat(send.recall(batch)).isZero();
    }

    @Test
    void countsWhatIsUnreadInTheHeadOfEveryPage() {
        send.to(reader.teacher(), message("1"));
        send.to(reader.teacher(), message("2"));
        assertThat(page(reader, "/me")).contains("消息（2 条未读）");

        post(reader, "/me/messages/" + only("1") + "/reading");
        assertThat(page(reader, "/me")).contains("消息（1 条未读）");
        assertThat(inbox(reader, "?shelf=unread")).containsOnlyOnce("message-text");

        post(reader, "/me/messages/" + only("1") + "/reading/removal");
        assertThat(page(reader, "/me")).contains("消息（2 条未读）");

        post(reader, "/me/messages/reading");
        assertThat(page(reader, "/me")).contains("消息（0 条未读）");
    }

    @Test
    void lookingChangesNothing() {
        send.to(reader.teacher(), message("1"));
        inbox(reader, "");
        inbox(reader, "");

        assertThat(page(reader, "/me")).contains("消息（1 条未读）");
    }

    @Test
    void putsAwayAndBringsBack() {
        send.to(reader.teacher(), message("1"));
        var id = only("1");

        assertThat(mvc.post().uri("/me/messages/" + id + "/archive").with(csrf()).with(as(reader))).hasStatus(302)
            .hasRedirectedUrl("/me/messages?archived=" + id);
        assertThat(inbox(reader, "?archived=" + id)).contains("已归档：测试消息", "撤销", "还没有消息");
        assertThat(inbox(reader, "?shelf=archived")).contains("message-text");

        post(reader, "/me/messages/" + id + "/archive/removal");
        assertThat(inbox(reader, "")).contains("message-text");
    }

    @Test
    void openingReadsAndLeadsOn() {
        send.to(reader.teacher(), message("1").leadingTo("/programs"));

        assertThat(mvc.post().uri("/me/messages/" + only("1") + "/opening").with(csrf()).with(as(reader))).hasStatus(302).hasRedirectedUrl("/programs");
        assertThat(page(reader, "/me")).contains("消息（0 条未读）");
    }

    @Test
    void anothersMessageIsNotThere() {
        send.to(reader.teacher(), message("1"));
        for (var act : List.of("opening", "reading", "reading/removal", "archive", "archive/removal")) {
            assertThat(mvc.post().uri("/me/messages/" + only("1") + "/" + act).with(csrf()).with(as(other))).as(act).hasStatus(404);
        }
    }

    @Test
    void leadsThroughAllOfThemWithoutGapOrRepetition() {
        IntStream.range(0, 45).forEach(i -> send.to(reader.teacher(), message("page-" + i)));
        var seen = 0;
        var address = "/me/messages";
        for (var pages = 0; address != null && pages < 5; pages++) {
            var body = page(reader, address);
            seen += body.split("message-text", -1).length - 1;
            var next = java.util.regex.Pattern.compile("after=([A-Za-z0-9_-]+)").matcher(body);
            address = next.find() ? "/me/messages?after=" + next.group(1) : null;
        }
        assertThat(seen).isEqualTo(45);
        assertThat(mvc.get().uri("/me/messages?after=!!").with(as(reader))).hasStatus(400);
        assertThat(mvc.get().uri("/me/messages?after=eHg").with(as(reader))).hasStatus(400);
    }

    /** XSS-01. */
    @Test
    void whatSomebodyWroteStaysText() {
        send.to(reader.teacher(), Outgoing.news("test.markup", "1", "messaging.test.", "<img src=x onerror=alert(1)>"));

        assertThat(inbox(reader, "")).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img src=x");
    }

    @Test
    void argumentsAreWrittenInTheReadersLanguage() {
        send.to(reader.teacher(), Outgoing.news("test.language", "1", "messaging.test.", new Localized("王老师", "Ms Wang")));

        assertThat(inbox(reader, "")).contains("王老师");
        assertThat(text(mvc.get().uri("/me/messages").header("Accept-Language", "en").with(as(reader)).exchange())).contains("Ms Wang");
    }

    /** Written by another version, in words that this one does not have. */
    @Test
    void whatHasNoWordsHereIsSaidSoAndTheOthersStand() {
        send.to(reader.teacher(), message("known"));
        db.sql("""
                insert into messaging.message (teacher_id, id, rule, object, kind, text, arguments, link, due_at)
                values (:person, :id, 'test.next', 'next', 'OFFICIAL', 'next.version.', '[{"text": "甲"}, {"later": ["乙"]}, {}, "丙", null, {"on": "x"}, {"at": null}]', '/programs', now())
                """)
            .param("person", reader.teacher().value()).param("id", UUID.randomUUID()).update();

        assertThat(inbox(reader, "")).contains("测试消息", "您有一条消息", "这条消息的内容在平台现在的版本里显示不出来", "2 条未读").doesNotContain("next.version");
        assertThat(text(mvc.get().uri("/me/messages").header("Accept-Language", "en").with(as(reader)).exchange())).contains("You have a message", "cannot be shown in this version");
        for (var address : List.of("/api/v1/me", "/api/v1/me/todo", "/me", "/home")) {
            assertThat(mvc.get().uri(address).with(as(reader))).as(address).hasStatusOk();
        }
        assertThat(mvc.post().uri("/me/messages/" + only("next") + "/opening").with(csrf()).with(as(reader))).hasStatus(302).hasRedirectedUrl("/programs");
        post(reader, "/me/messages/" + only("next") + "/archive");
        assertThat(inbox(reader, "?archived=" + only("next"))).contains("已归档：您有一条消息", "测试消息");
    }

    @Test
    void theDatabaseRefusesALinkToSomewhereElse() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> send.to(reader.teacher(), message("x").leadingTo("//example.org/")))
            .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    }

    private static Outgoing message(String object) {
        return Outgoing.news("test.message", object, "messaging.test.", "您好");
    }

    private UUID only(String object) {
        return db.sql("select id from messaging.message where teacher_id = :person and object = :object")
            .param("person", reader.teacher().value()).param("object", object).query(UUID.class).single();
    }

    private void post(Actor actor, String address) {
        assertThat(mvc.post().uri(address).with(csrf()).with(as(actor))).hasStatus(302);
    }

    private String inbox(Actor actor, String query) {
        return page(actor, "/me/messages" + query);
    }

    private String page(Actor actor, String address) {
        var answer = mvc.get().uri(address).with(as(actor)).exchange();
        assertThat(answer).hasStatusOk();
        return text(answer);
    }

    private static String text(org.springframework.test.web.servlet.assertj.MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
