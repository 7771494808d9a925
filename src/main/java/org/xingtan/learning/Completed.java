package org.xingtan.learning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participation;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.quiz.LessonAdvanced;

/**
 * Runs {@link CompleteLesson} when enough of a lesson has been played for it to matter, and remembers what it said, so that
 * beats that bring nothing new cost nothing. That a lesson is not complete is believed for less than the time between two
 * beats of a player, and forgotten at once when its quiz moves on this node. After a crash nothing is remembered and the next
 * beat runs it again.
 */
@Component
class Completed implements LessonAdvanced {

    private static final Duration BELIEVED = Duration.ofSeconds(TakeBeat.SECONDS_BETWEEN - 2);

    private record Learned(TeacherId teacher, ProgramId program, LessonId lesson) {}

    /** @param covered seconds at which the lesson was judged */
    private record Judged(int covered, boolean complete, long at) {

        boolean isFresh() {
            return complete || System.nanoTime() - at < BELIEVED.toNanos();
        }
    }

    private final CompleteLesson complete;
    private final LessonPlaces places;
    private final Cache<Learned, Judged> judged = Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofMinutes(2)).build();

    Completed(CompleteLesson complete, LessonPlaces places) {
        this.complete = complete;
        this.places = places;
    }

    CompleteLesson.Outcome after(Session session, int covered, LessonPlaces.Place place) {
        var lesson = place.lesson();
        if (covered < lesson.requiredSeconds()) {
            return CompleteLesson.Outcome.NOT_YET;
        }
        var key = new Learned(session.teacher(), session.program(), session.lesson());
        var before = judged.getIfPresent(key);
        // Judged at this coverage already; between "enough" and "whole" nothing changes that the end would not see.
        if (before != null && before.isFresh() && (before.covered == covered || before.complete && covered < lesson.duration())) {
            return new CompleteLesson.Outcome(before.complete, Optional.empty());
        }
        var at = System.nanoTime();
        var outcome = complete.run(places.participation(session.teacher(), place), place);
        judged.put(key, new Judged(covered, outcome.complete(), at));
        return outcome;
    }

    @Override
    public void lessonAdvanced(Participation participation, LessonPlaces.Place place) {
        complete.run(participation, place);
        var key = new Learned(participation.teacher(), participation.program(), place.lesson().id());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                judged.invalidate(key);
            }
        });
    }
}
