package org.xingtan.learning;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/**
 * Use case: a person opens a lesson. His other session, wherever it lives, ends now; what it owed is carried into the new
 * one, what it had left over is not.
 */
@Service
class OpenSession {

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Participations participations;
    private final LessonPlaces places;
    private final BeatCommitter committer;
    private final Clock clock;

    OpenSession(JdbcClient db, TransactionTemplate transaction, Participations participations, LessonPlaces places,
                BeatCommitter committer, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.participations = participations;
        this.places = places;
        this.committer = committer;
        this.clock = clock;
    }

    /** The session that lives, or {@code null} fields when nothing was ended. */
    private record Ended(UUID id, long debt) {}

    /** @throws Refused unless the person takes part and the lesson's window is open */
    Session open(Actor actor, LessonPlaces.Place place) {
        var participation = places.participation(actor.teacher(), place);
        places.learnable(place, clock.instant()).orRefuse();
        return committer.find(actor.teacher(), inTransaction(actor, place, participation));
    }

    private UUID inTransaction(Actor actor, LessonPlaces.Place place, Participation participation) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> {
            oneAtATime(actor.teacher());
            var now = clock.instant();
            var ended = end(actor, now);
            var id = Uuids.next();
            insert(actor, place, id, now, ended.map(Ended::debt).orElse(0L));
            sweep(actor.teacher(), now);
            if (!participations.markStarted(participation, now)) {
                // He has begun before, or has left the program at this moment.
                participations.require(actor.teacher(), place.program().id());
            }
            ended.ifPresent(it -> committer.forget(it.id));
            return id;
        }));
    }

    /** Two devices that open at the same moment come one after the other: the later one ends the earlier one. */
    private void oneAtATime(TeacherId teacher) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:teacher, 1))").param("teacher", teacher.toString()).query(_ -> {});
    }

    /** Ends the live session. Its allowance shrinks to what it owes: the rest of the two seconds moves on with the debt. */
    private Optional<Ended> end(Actor actor, Instant now) {
        var live = db.sql("""
                select id, opened_at, max_rate, debt, public.seconds(covered) as covered
                  from learning.session
                 where teacher_id = :teacher and ended_at is null
                   for update
                """)
            .param("teacher", actor.teacher().value())
            .query((rs, _) -> {
                var lived = Math.max(0, java.time.temporal.ChronoUnit.MICROS.between(rs.getObject("opened_at", OffsetDateTime.class).toInstant(), now));
                var earned = lived * rs.getBigDecimal("max_rate").movePointRight(1).intValueExact() / 10 - Sessions.micros(rs.getBigDecimal("debt"));
                var owed = Math.clamp(rs.getInt("covered") * 1_000_000L - earned, 0, Session.ALLOWANCE);
                return new Ended(rs.getObject("id", UUID.class), (owed + 999) / 1_000 * 1_000);
            }).optional();
        live.ifPresent(ended -> db.sql("""
                update learning.session
                   set ended_at = greatest(:now, last_beat_at), ended_by = :device, allowance = :owed, version = version + 1
                 where teacher_id = :teacher and id = :id
                """)
            .param("now", now.atOffset(ZoneOffset.UTC)).param("device", actor.device()).param("owed", seconds(ended.debt))
            .param("teacher", actor.teacher().value()).param("id", ended.id).update());
        return live;
    }

    private void insert(Actor actor, LessonPlaces.Place place, UUID id, Instant now, long debt) {
        db.sql("""
                insert into learning.session (teacher_id, id, program_id, lesson_id, device, opened_at, last_beat_at, max_rate, debt)
                values (:teacher, :id, :program, :lesson, :device, :now, :now, :rate, :debt)
                """)
            .param("teacher", actor.teacher().value()).param("id", id).param("program", place.program().id().value())
            .param("lesson", place.lesson().id().value()).param("device", actor.device()).param("now", now.atOffset(ZoneOffset.UTC))
            .param("rate", BigDecimal.valueOf(place.program().maxRate())).param("debt", seconds(debt)).update();
    }

    /** Sessions that never covered anything and can take no beat any more are of no use to anybody. */
    private void sweep(TeacherId teacher, Instant now) {
        db.sql("""
                delete from learning.session
                 where teacher_id = :teacher and ended_at is not null and last_beat_at < :old and covered = '{}'
                """)
            .param("teacher", teacher.value()).param("old", now.minus(Session.LIFE_WITHOUT_BEATS).atOffset(ZoneOffset.UTC)).update();
    }

    private static BigDecimal seconds(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }
}
