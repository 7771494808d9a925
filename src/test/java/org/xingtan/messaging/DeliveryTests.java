package org.xingtan.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.PersonalValues;
import org.xingtan.directory.Role;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Texts;
import org.xingtan.testing.Cast;
import org.xingtan.testing.LazyDisk;
import org.xingtan.testing.TestClock;
import org.xingtan.testing.XingtanTest;

/** Two nodes with a mail server of their own, beside the application that has none. The nodes' clock stands at ten in the morning. */
@XingtanTest
class DeliveryTests {

    private static final Instant TEN = LocalDateTime.parse("2031-03-03T10:00").atZone(Window.ZONE).toInstant();

    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired JdbcTemplate jdbc;
    @Autowired Messages messages;
    @Autowired Envelopes envelopes;
    @Autowired Settings settings;
    @Autowired Queue queue;
    @Autowired Outages outages;
    @Autowired PersonalValues values;
    @Autowired Texts texts;
    @Autowired TransactionTemplate transactions;
    @Autowired MockMvcTester mvc;

    private final TestClock clock = new TestClock(TEN);
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private Cast.Place school;
    private Node node;

    /** What a node of the application is made of, with its own way to the mail server. */
    private final class Node {

        final Ways ways;
        final Mailboxes mailboxes;
        final Send send;
        final Courier courier;

        Node(String smtp, String sms) {
            ways = new Ways(List.of(new MailChannel(smtp, smtp.isEmpty() ? "" : "xingtan@example.cn"), new SmsChannel(sms, "secret")));
            mailboxes = new Mailboxes(db, values, ways, clock);
            send = new Send(messages, new Reach(db, ways), envelopes, clock);
            courier = new Courier(queue, ways, new LetterWriter(db, mailboxes, values, settings, texts, "https://xingtan.example.cn"), outages,
                transactions, clock);
        }
    }

    @BeforeEach
    void start() {
        db.sql("delete from messaging.envelope").update();
        server.start();
        school = cast.school();
        node = node();
    }

    @AfterEach
    void stop() {
        server.stop();
        db.sql("delete from messaging.envelope").update();
    }

    @Test
    void mailsWhoHasConfirmedHisAddress() throws Exception {
        var person = reachable();
        var other = cast.teacher(school);

        node.send.to(List.of(person, other), news("1").leadingTo("/programs"));
        node.courier.round();

        var mail = only();
        assertThat(mail.getSubject()).isEqualTo("测试消息");
        assertThat(text(mail)).contains("您好，这是", "https://xingtan.example.cn/programs", "https://xingtan.example.cn/me/messages/settings");
        assertThat(mail.getRecipients(Message.RecipientType.TO)[0]).hasToString(address(person));
        assertThat(mail.getContentType()).startsWith("text/plain");
    }

    @Test
    void twoNodesDeliverEveryLetterOnce() throws Exception {
        var people = IntStream.range(0, 230).mapToObj(_ -> reachable()).toList();
        var second = node();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> node.send.to(people, news("both"))).get();
            threads.submit(() -> second.send.to(people.reversed(), news("both"))).get();
            var rounds = List.of(threads.submit(node.courier::round), threads.submit(second.courier::round), threads.submit(second.courier::round));
            for (var round : rounds) {
                round.get();
            }
        }

        assertThat(Arrays.stream(server.getReceivedMessages()).map(DeliveryTests::to)).hasSize(230).doesNotHaveDuplicates();
    }

    /** A letter is not called back: what it tells of is on the disk before it goes. */
    @Test
    void whatALetterTellsOfIsOnTheDisk() {
        node.send.to(reachable(), news("1"));
        try (var disk = new LazyDisk(jdbc)) {
            transactions.executeWithoutResult(status -> {
                var before = disk.behind();
                assertThat(queue.claim(Way.EMAIL, clock.instant(), 10)).hasSize(1);
                assertThat(disk.has(before)).isTrue();
                status.setRollbackOnly();
            });
        }
    }

    @Test
    void aNodeThatDiesLetsAnotherOneSend() {
        var person = reachable();
        node.send.to(person, news("1"));
        transactions.executeWithoutResult(status -> {
            assertThat(queue.claim(Way.EMAIL, clock.instant(), 10)).hasSize(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.submit(() -> node.courier.round());
            }
            assertThat(server.getReceivedMessages()).isEmpty();
            status.setRollbackOnly();
        });

        node.courier.round();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    /** FAULT-11. */
    @Test
    void aServerThatIsAwayLosesNothing() {
        var person = reachable();
        node.send.to(person, news("1"));
        server.stop();

        node.courier.round();
        assertThat(outages.of(Way.EMAIL)).isPresent();
        assertThat(db.sql("select tries from messaging.envelope where state = 'WAITING'").query(Integer.class).list()).containsExactly(0);

        server.start();
        node = node();
        node.courier.round();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(outages.of(Way.EMAIL)).isEmpty();
    }

    @Test
    void whatIsRefusedForGoodIsGivenUpAndCanBeSentAgain() {
        var person = cast.teacher(school);
        confirm(person, "nobody@example.cn");
        var operator = cast.actor(cast.staff(school, Role.OPERATOR));
        node.send.to(person, news("1"));
        var refusing = new Courier(queue, new Ways(List.of(new Refusing(Channel.Failure.Kind.NEVER))),
            new LetterWriter(db, node.mailboxes, values, settings, texts, ""), outages, transactions, clock);

        refusing.round();

        assertThat(page("/console/messaging", operator)).contains(cast.name(person), "550 5.1.1").doesNotContain("nobody@example.cn");
        assertThat(mvc.post().uri("/console/messaging/retry").with(csrf()).with(as(operator))).hasStatus(302);
        node = node();
        node.courier.round();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void whatFailsAWhileIsTriedAgainLaterAndLater() {
        node.send.to(reachable(), news("1"));
        var failing = new Courier(queue, new Ways(List.of(new Refusing(Channel.Failure.Kind.LATER))),
            new LetterWriter(db, node.mailboxes, values, settings, texts, ""), outages, transactions, clock);
        var tries = 0;
        while (db.sql("select count(*) from messaging.envelope where state = 'WAITING'").query(Integer.class).single() == 1) {
            failing.round();
            failing.round();
            assertThat(db.sql("select tries from messaging.envelope").query(Integer.class).single()).isEqualTo(++tries);
            clock.forward(Duration.ofHours(24));
        }
        assertThat(tries).isEqualTo(7);
    }

    @Test
    void onlyAnOperatorSeesDelivery() {
        var administrator = cast.administrator(school);
        assertThat(mvc.get().uri("/console/messaging").with(as(administrator))).hasStatus(404);
        for (var act : List.of("test", "retry", "dead/" + UUID.randomUUID() + "/removal")) {
            assertThat(mvc.post().uri("/console/messaging/" + act).with(csrf()).with(as(administrator))).as(act).hasStatus(404);
        }
        assertThat(page("/console/messaging", cast.actor(cast.staff(school, Role.OPERATOR)))).contains("未配置", "XINGTAN_SMTP_URL");
    }

    @Test
    void severalOfADayAreOneMail() throws Exception {
        var person = reachable();
        wish(person, Setting.Mail.DAILY, "21:00", "07:00", Locale.CHINESE);
        node.send.to(person, news("1"));
        clock.forward(Duration.ofHours(2));
        node.send.to(person, news("2"));
        node.courier.round();
        assertThat(server.getReceivedMessages()).isEmpty();

        clock.forward(Duration.ofHours(6));
        node.courier.round();

        assertThat(only().getSubject()).isEqualTo("测试消息 等 2 条消息");
    }

    @Test
    void whatIsReadByThenIsNotMailed() {
        var person = reachable();
        wish(person, Setting.Mail.DAILY, "21:00", "07:00", Locale.CHINESE);
        node.send.to(person, news("1"));
        messages.readAll(person, clock.instant());
        clock.forward(Duration.ofHours(8));
        node.courier.round();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void optsOutOfTheRestAndNotOfWhatIsOfficial() throws Exception {
        var person = reachable();
        wish(person, Setting.Mail.NEVER, "21:00", "07:00", Locale.ENGLISH);
        node.send.to(person, news("1"));
        node.send.to(person, Outgoing.official("test.decided", "2", "messaging.test.", "Hello"));
        node.courier.round();

        assertThat(text(only())).contains("Hello, this is the test message");
    }

    @Test
    void waitsWhileItIsQuiet() {
        var person = reachable();
        wish(person, Setting.Mail.EACH, "09:00", "11:00", Locale.CHINESE);
        node.send.to(person, news("1"));
        node.courier.round();
        assertThat(server.getReceivedMessages()).isEmpty();

        clock.forward(Duration.ofHours(1));
        node.courier.round();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void whatIsRecalledIsNotMailed() {
        var batch = UUID.randomUUID();
        node.send.to(reachable(), news("1").together(batch, Duration.ofMinutes(1)));
        node.courier.round();
        assertThat(node.send.recall(batch)).isEqualTo(1);
        clock.forward(Duration.ofMinutes(2));
        node.courier.round();
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(db.sql("select count(*) from messaging.envelope").query(Integer.class).single()).isZero();
    }

    @Test
    void whatHasNoWordsHereHoldsUpNoOtherLetter() {
        List.of(Outgoing.official("test.next", "1", "next.version.", "甲"), news("1")).forEach(it -> node.send.to(reachable(), it));
        node.courier.round();
        assertThat(server.getReceivedMessages()).satisfiesExactlyInAnyOrder(mail -> assertThat(mail.getSubject() + text(mail)).startsWith("您有一条消息").contains("内容在平台现在的版本里显示不出来"), mail -> assertThat(mail.getSubject()).isEqualTo("测试消息"));
    }

    @Test
    void aLineBreakInATitleMakesNoHeader() throws Exception {
        var channel = new MailChannel("smtp://127.0.0.1:" + server.getSmtp().getPort(), "xingtan@example.cn");

        assertThat(channel.deliver(List.of(new Letter(UUID.randomUUID(), "a@example.cn", "a\r\nBcc: b@example.cn", "text")))).isEmpty();

        assertThat(only().getHeader("Bcc")).isNull();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void sendsTextMessagesToTheTelephoneInTheRoster() throws IOException {
        var person = cast.aPerson().phone("13912345678").at(school).save();
        settings.save(person, new Setting(Setting.Mail.EACH, Setting.Sms.EACH, LocalTime.NOON, LocalTime.NOON, Locale.CHINESE));
        var received = new ConcurrentLinkedQueue<String>();
        var gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        gateway.start();
        try {
            var texting = new Node("", "http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms");
            texting.send.to(List.of(person, cast.teacher(school)), news("1"));
            texting.courier.round();
            texting.courier.round();
        } finally {
            gateway.stop(0);
        }
        assertThat(received).singleElement().asString().startsWith("Bearer secret").contains("13912345678", "【杏坛】测试消息");
    }

    /** Takes nothing. */
    private record Refusing(Failure.Kind kind) implements Channel {

        @Override
        public List<Way> ways() {
            return List.of(Way.EMAIL);
        }

        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public String destination() {
            return "";
        }

        @Override
        public java.util.Map<UUID, Failure> deliver(List<Letter> letters) {
            return letters.stream().collect(java.util.stream.Collectors.toMap(Letter::id, _ -> new Failure(kind, "550 5.1.1")));
        }
    }

    private Node node() {
        return new Node("smtp://127.0.0.1:" + server.getSmtp().getPort(), "");
    }

    private TeacherId reachable() {
        var person = cast.teacher(school);
        confirm(person, address(person));
        return person;
    }

    private static String address(TeacherId person) {
        return person + "@example.cn";
    }

    private void confirm(TeacherId person, String address) {
        node.mailboxes.propose(person, address);
        node.mailboxes.confirm(person, node.mailboxes.proposal(person).orElseThrow());
        db.sql("delete from messaging.envelope where way = 'CONFIRMATION'").update();
    }

    private void wish(TeacherId person, Setting.Mail mail, String from, String to, Locale language) {
        settings.save(person, new Setting(mail, Setting.Sms.NEVER, LocalTime.parse(from), LocalTime.parse(to), language));
    }

    private static Outgoing news(String object) {
        return Outgoing.news("test.news", object, "messaging.test.", "您好");
    }

    private MimeMessage only() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(MimeMessage mail) throws Exception {
        return mail.getContent().toString();
    }

    private String page(String address, org.xingtan.platform.Actor actor) {
        var answer = mvc.get().uri(address).with(as(actor)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
