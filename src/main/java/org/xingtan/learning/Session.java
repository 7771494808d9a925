package org.xingtan.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * A server-timed session of one person on one lesson, with everything that {@link BeatLaw} looks at. Immutable; {@code version}
 * is the row's.
 *
 * @param endedBy   the device that took over; null while it lives
 * @param tenths    allowed rate in tenths: 20 is double speed
 * @param debt      microseconds of lesson time brought in from the session before
 * @param allowance microseconds its budget may fall below zero
 * @param covered   what this session has newly covered, paid from its own time
 * @param beats     numbers of the acknowledged beats
 * @param elsewhere what other sessions of this person have covered of the lesson
 */
record Session(TeacherId teacher, UUID id, ProgramId program, LessonId lesson, Instant openedAt, @Nullable Instant endedAt,
               @Nullable String endedBy, Instant lastBeatAt, int tenths, long debt, long allowance, Coverage covered,
               Coverage beats, int version, Coverage elsewhere) {

    static final Duration LIFE_WITHOUT_BEATS = Duration.ofHours(24);
    static final long ALLOWANCE = 2_000_000;

    /** Lesson time its life has earned until then, in microseconds, less what it owed from the start. */
    long budget(Instant now) {
        var end = endedAt != null && endedAt.isBefore(now) ? endedAt : now;
        var lived = Math.max(0, java.time.temporal.ChronoUnit.MICROS.between(openedAt, end));
        return lived * tenths / 10 - debt;
    }

    /** What is left to spend; negative down to the allowance. */
    long balance(Instant now) {
        return budget(now) - covered.seconds() * 1_000_000L;
    }

    boolean isExpired(Instant now) {
        return lastBeatAt.plus(LIFE_WITHOUT_BEATS).isBefore(now);
    }

    Coverage ofLesson() {
        return covered.plus(elsewhere);
    }

    Session with(Coverage newlyCovered, int seq, Instant at) {
        return new Session(teacher, id, program, lesson, openedAt, endedAt, endedBy, at.isAfter(lastBeatAt) ? at : lastBeatAt, tenths,
            debt, allowance, covered.plus(newlyCovered), beats.plus(Coverage.of(seq, seq + 1)), version, elsewhere);
    }

    Session saved() {
        return new Session(teacher, id, program, lesson, openedAt, endedAt, endedBy, lastBeatAt, tenths, debt, allowance, covered, beats,
            version + 1, elsewhere);
    }
}
