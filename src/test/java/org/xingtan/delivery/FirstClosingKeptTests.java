package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.xingtan.testing.XingtanTest;

/** When a session was closed first, as it is kept. */
@XingtanTest
class FirstClosingKeptTests extends DeliverySteps {

    private UUID closed() {
        var session = held("4");
        load.close(office, session);
        return session;
    }

    @Test
    void whenItWasClosedFirstStays() {
        var session = closed();
        var first = sessions.firstClosed(session);
        assertThat(first).hasValue(Objects.requireNonNull(sessions.find(session).orElseThrow().closed()).at());
        load.reopen(office, session, "核对签到表");
        assertThat(sessions.firstClosed(session)).isEqualTo(first);
        assertThat(db.sql("select opened_at is not null and closed_by is null and late_counted is null from delivery.session where id = :id").param("id", session).query(Boolean.class).single())
            .as("for nodes of the version before, and what its closing decided").isTrue();
        db.sql("update delivery.session set first_closed_at = now(), first_closed_by = id where id = :id").param("id", session).update();
        assertThat(firstCloser(session)).isEqualTo(office.teacher().value());
        load.close(cast.administrator(city), session);

        assertThat(sessions.firstClosed(session)).isEqualTo(first);
        assertThat(firstCloser(session)).isEqualTo(office.teacher().value());
        assertThat(sessions.find(session).orElseThrow().closed()).satisfies(it -> assertThat(Objects.requireNonNull(it).at()).isAfter(first.orElseThrow()));
    }

    private UUID firstCloser(UUID session) {
        return db.sql("select first_closed_by from delivery.session where id = :id").param("id", session).query(UUID.class).single();
    }

    /** Neither does a row bring another one along; and where none is kept, because it was closed before, the closing is it. */
    @Test
    void nothingElseSaysWhenItWasClosedFirst() {
        var session = closed();
        var closing = Objects.requireNonNull(sessions.find(session).orElseThrow().closed()).at();
        var copy = UUID.randomUUID();
        transaction.executeWithoutResult(then -> {
            db.sql("insert into delivery.session select (jsonb_populate_record(e, jsonb_build_object('id', cast(:copy as text), 'first_closed_at', '2020-01-01T00:00:00Z', 'day', e.day + 1))).* from delivery.session e where e.id = :id")
                .param("copy", copy).param("id", session).update();
            assertThat(sessions.firstClosed(copy)).hasValue(closing);
            db.sql("alter table delivery.session disable trigger first_closing_stays").update();
            db.sql("alter table delivery.session disable trigger session_stays").update();
            forget(session);
            assertThat(sessions.firstClosed(session)).hasValue(closing);
            then.setRollbackOnly();
        });
    }

    @Test
    void ofWhatWasOpenedAgainBeforeThatWasKeptItIsWhenItsFirstHoursWerePosted() throws IOException {
        var session = held("4");
        load.close(office, session);
        var posted = db.sql("select min(posted_at) from ledger.entry where teacher_id = :t").param("t", one.value()).query(OffsetDateTime.class).single().toInstant();
        load.reopen(office, session, "核对签到表");
        assertKeptFromItsHours(session, posted);
        load.close(office, session);
        assertKeptFromItsHours(session, posted);
    }

    /** As the migration says it. */
    private void assertKeptFromItsHours(UUID session, Instant posted) throws IOException {
        var migration = Files.readString(Path.of("src/main/resources/db/migration/delivery/V7__closed_first.sql"));
        var kept = migration.substring(migration.indexOf("update delivery.session"), migration.indexOf("where f.id = x.id") + "where f.id = x.id".length());
        transaction.executeWithoutResult(then -> {
            db.sql("alter table delivery.session disable trigger first_closing_stays").update();
            db.sql("alter table delivery.session disable trigger session_stays").update();
            forget(session);
            db.sql(kept).update();
            assertThat(sessions.firstClosed(session)).hasValue(posted);
            then.setRollbackOnly();
        });
    }

    private void forget(UUID session) {
        db.sql("update delivery.session set first_closed_at = null where id = :id").param("id", session).update();
    }
}
