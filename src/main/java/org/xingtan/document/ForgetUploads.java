package org.xingtan.document;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What nobody has gone on sending for a week is gone, with its bytes; so are the remains of files that never became whole. */
@Component
class ForgetUploads {

    static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient db;
    private final ObjectStore store;
    private final Uploads uploads;
    private final Clock clock;

    ForgetUploads(JdbcClient db, ObjectStore store, Uploads uploads, Clock clock) {
        this.db = db;
        this.store = store;
        this.uploads = uploads;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
    void forget() {
        var before = clock.instant().minus(KEPT);
        db.sql("""
                -- all teachers: whoever left one
                delete from document.upload where touched_at < :before returning id
                """)
            .param("before", before.atOffset(UTC)).query(UUID.class).list().forEach(uploads::drop);
        try {
            store.dropArrivingBefore(before.minus(KEPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
