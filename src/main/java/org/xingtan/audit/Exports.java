package org.xingtan.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

/**
 * Use case: somebody takes people's data away. He says why; more than {@link #UNCONFIRMED} rows he confirms with their number
 * before his eyes; more than {@link #MOST} at once, or than a day's limit together, nobody gets. The trail has an entry before
 * the first row goes out and one after the last. Whoever writes the rows puts {@link #mark} where a reader sees it.
 */
@Component
public class Exports {

    /** Rows that need no second thought. */
    public static final int UNCONFIRMED = 1_000;
    /** Rows of one export. Who needs more takes the units below one by one. */
    public static final int MOST = 100_000;

    private static final int SHORTEST = 4;
    private static final int LONGEST = 200;
    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient db;
    private final AuditTrail trail;
    private final Texts texts;
    private final Clock clock;
    private final long rowsADay;

    Exports(JdbcClient db, AuditTrail trail, Texts texts, Clock clock, @Value("${xingtan.export.rows-a-day:300000}") long rowsADay) {
        this.db = db;
        this.trail = trail;
        this.texts = texts;
        this.clock = clock;
        this.rowsADay = rowsADay;
    }

    /**
     * For those who write the file before they know how many rows it has: nothing of it goes out before {@link #begin}.
     *
     * @throws Problem 422 without a reason
     */
    public Export announce(Actor actor, Export.Of of, Export.Why why) {
        return new Export(actor, of, reason(why.reason()), clock.instant());
    }

    /**
     * @param rows how many it will be; who counts may stop at {@link #MOST} + 1
     * @throws Problem 422 without a reason, unconfirmed, or with too many rows; 429 beyond the day's limit
     */
    @Transactional
    public Export begin(Actor actor, Export.Of of, long rows, Export.Why why) {
        var export = announce(actor, of, why);
        begin(export, rows, why);
        return export;
    }

    /** @throws Problem as for those who know from the start */
    @Transactional
    public void begin(Export export, long rows, Export.Why why) {
        if (rows > MOST) {
            throw new Problem(422, "audit.export.most", MOST);
        }
        if (rows > UNCONFIRMED && !why.isConfirmed()) {
            throw new Problem(422, "audit.export.unconfirmed", rows);
        }
        take(export.actor(), rows);
        record(export, "export", null);
    }

    private static String reason(@Nullable String text) {
        var reason = text == null ? "" : text.strip();
        if (reason.length() < SHORTEST || reason.length() > LONGEST || !StorableText.is(reason)) {
            throw new Problem(422, "audit.export.reason", SHORTEST, LONGEST);
        }
        return reason;
    }

    /** Two exports of one person count one after the other, so that together they stay within the limit. */
    private void take(Actor actor, long rows) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('exports of ' || :teacher, 0))").param("teacher", actor.teacher().toString())
            .query(row -> {});
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var taken = db.sql("select coalesce(sum(rows), 0) from audit.taking where teacher_id = :teacher and at > :since")
            .param("teacher", actor.teacher().value()).param("since", now.minus(DAY)).query(Long.class).single();
        if (taken + rows > rowsADay) {
            throw new Problem(429, "audit.export.day", rowsADay, taken);
        }
        db.sql("insert into audit.taking (teacher_id, id, at, rows) values (:teacher, :id, :at, :rows)")
            .param("teacher", actor.teacher().value()).param("id", Uuids.next()).param("at", now).param("rows", rows).update();
    }

    /** Who took it, when and why: for a line of the file itself. */
    public String mark(Export export, Locale locale) {
        return texts.get("audit.export.mark", locale, export.actor().personName(), Dates.rfc3339(export.at()), export.reason());
    }

    /** After the last row, or the last that went out. */
    @Transactional
    public void end(Export export, long count) {
        record(export, "exported", count);
    }

    private void record(Export export, String verb, @Nullable Long count) {
        trail.record(export.actor(), export.of().area() + "." + verb, export.of().target(), export.of().path(), null, export.told(count));
    }
}
