package org.xingtan.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.PersonalValues;
import org.xingtan.directory.Role;
import org.xingtan.platform.Access;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Durable;
import org.xingtan.platform.web.Texts;
import org.xingtan.testing.Cast;
import org.xingtan.testing.LazyDisk;
import org.xingtan.testing.TestClock;
import org.xingtan.testing.XingtanTest;

/** While nobody knows whether what a letter tells of is safe it does not go out, and whoever looks after the installation sees that. */
@XingtanTest
class UnsafeMailTests {

    private static final Instant TEN = LocalDateTime.parse("2031-03-03T10:00").atZone(Window.ZONE).toInstant();

    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired JdbcTemplate jdbc;
    @Autowired Durable durable;
    @Autowired Messages messages;
    @Autowired Envelopes envelopes;
    @Autowired Settings settings;
    @Autowired Queue queue;
    @Autowired Outages outages;
    @Autowired PersonalValues values;
    @Autowired Texts texts;
    @Autowired TransactionTemplate transactions;
    @Autowired Access access;
    @Autowired Send send;
    @Autowired AuditTrail trail;

    private final TestClock clock = new TestClock(TEN);
    private final Post post = new Post(new CopyOnWriteArrayList<>());
    private final Ways ways = new Ways(List.of(post));
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Courier.class);
    private Cast.Place school;

    /** Takes everything. */
    private record Post(List<Letter> letters) implements Channel {

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
        public Map<UUID, Failure> deliver(List<Letter> some) {
            letters.addAll(some);
            return Map.of();
        }
    }

    @BeforeEach
    void writeALetter() {
        forget();
        school = cast.school();
        var person = cast.teacher(school);
        var mailboxes = mailboxes();
        mailboxes.propose(person, person + "@example.cn");
        mailboxes.confirm(person, mailboxes.proposal(person).orElseThrow());
        db.sql("delete from messaging.envelope where way = 'CONFIRMATION'").update();
        new Send(messages, new Reach(db, ways), envelopes, clock).to(person, Outgoing.news("test.news", "1", "messaging.test.", "您好"));
        heard.start();
        logger.addAppender(heard);
    }

    @AfterEach
    void forget() {
        logger.detachAppender(heard);
        db.sql("delete from messaging.envelope").update();
        db.sql("delete from messaging.outage").update();
    }

    private Mailboxes mailboxes() {
        return new Mailboxes(db, values, ways, clock);
    }

    private Courier courier(Queue from) {
        return new Courier(from, ways, new LetterWriter(db, mailboxes(), values, settings, texts, ""), outages, transactions, clock);
    }

    /** The database went down and is back: what was read of it was read before, or after. */
    @Test
    void aLetterWaitsUntilItIsKnownToBeSafe() {
        var courier = courier(queue);
        try (var disk = new LazyDisk(jdbc)) {
            transactions.executeWithoutResult(_ -> durable.now());
            disk.cutLines();

            courier.round();
            assertThat(post.letters).isEmpty();
            assertThat(outages.of(Way.EMAIL)).hasValueSatisfying(it -> assertThat(it.problem()).startsWith("What it tells of may not be safe: "));
            assertThat(shown()).isPresent();
            courier.round();
            assertThat(post.letters).as("a pause is made").isEmpty();

            clock.forward(Duration.ofSeconds(1));
            courier.round();
            assertThat(post.letters).hasSize(1);
            assertThat(shown()).isEmpty();
        }
    }

    /** To the operator, of a way that is set up. */
    private Optional<Outages.Outage> shown() {
        var lines = new Delivery(db, access, ways, outages, send, trail).lines(cast.actor(cast.staff(school, Role.OPERATOR)));
        return lines.stream().filter(it -> it.way() == Way.EMAIL).findFirst().map(Delivery.Line::outage);
    }

    @Test
    void asksLessAndLessOftenAndSaysSoOnce() {
        var asked = new ArrayList<Long>();
        var courier = courier(new Queue(db, durable) {
            @Override
            List<Claimed> claim(Way way, Instant now, int most) {
                if (now.isBefore(TEN.plusSeconds(200))) {
                    asked.add(Duration.between(TEN, now).toSeconds());
                    throw new Unsafe(new DataAccessResourceFailureException("another session answers"));
                }
                return super.claim(way, now, most);
            }
        });

        for (var second = 0; second < 240; second++) {
            courier.round();
            clock.forward(Duration.ofSeconds(1));
        }

        assertThat(asked).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L, 121L, 151L, 181L);
        assertThat(heard.list).extracting(ILoggingEvent::getFormattedMessage)
            .containsExactly("EMAIL rests: What it tells of may not be safe: another session answers", "EMAIL goes on");
        assertThat(post.letters).hasSize(1);
        assertThat(outages.of(Way.EMAIL)).isEmpty();
    }

    /** Another node has sent it meanwhile, or its person is forgotten. */
    @Test
    void nothingIsSaidOfAWayOnWhichNothingWaits() {
        var courier = courier(new Queue(db, durable) {
            @Override
            List<Claimed> claim(Way way, Instant now, int most) {
                if (now.equals(TEN)) {
                    throw new Unsafe(new DataAccessResourceFailureException("another session answers"));
                }
                return List.of();
            }
        });
        courier.round();
        assertThat(outages.of(Way.EMAIL)).isPresent();

        clock.forward(Duration.ofSeconds(1));
        courier.round();
        assertThat(outages.of(Way.EMAIL)).isEmpty();
    }
}
