package org.xingtan.quiz;

import java.time.Clock;
import java.util.UUID;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/**
 * Use case: an attempt is closed and marked, once, by the questions it drew. It is read and marked first and then closed if
 * it is still as it was read; a passed one in the transaction of what follows from it, a failed one by itself: nothing does.
 */
@Service
class SubmitAttempt {

    /** How often answers may come in between reading and closing before it is given up. */
    private static final int TRIES = 20;

    private final Attempts attempts;
    private final Sheet sheet;
    private final LessonPlaces places;
    private final LessonAdvanced advanced;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SubmitAttempt(Attempts attempts, Sheet sheet, LessonPlaces places, LessonAdvanced advanced, TransactionTemplate transaction, Clock clock) {
        this.attempts = attempts;
        this.sheet = sheet;
        this.places = places;
        this.advanced = advanced;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Closes the attempt and marks what was saved in time. Again: the same result. */
    Attempt close(TeacherId teacher, UUID id) {
        for (var tries = 0; tries < TRIES; tries++) {
            var attempt = attempts.find(teacher, id).orElseThrow(() -> new NotFound(id));
            if (!attempt.isOpen()) {
                return attempt;
            }
            var marks = Marks.of(sheet.of(attempt), attempt.answers());
            var submitted = attempt.submitted(clock.instant(), marks);
            if (submitted.passed() ? pass(attempt, submitted, marks) : attempts.submit(attempt, submitted.submittedAt(), marks)) {
                return submitted;
            }
        }
        throw new TransientDataAccessResourceException("Answers come faster than the attempt can be closed");
    }

    private boolean pass(Attempt attempt, Attempt submitted, Marks marks) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!attempts.submit(attempt, submitted.submittedAt(), marks)) {
                return false;
            }
            var place = places.find(attempt.program(), attempt.lesson());
            advanced.lessonAdvanced(places.participation(attempt.teacher(), place), place);
            return true;
        }));
    }
}
