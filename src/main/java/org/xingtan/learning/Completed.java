package org.xingtan.learning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.LessonPlaces;

/**
 * Runs {@link CompleteLesson} when a session has played enough for it to matter, and remembers that it is complete, so that
 * the beats that follow cost nothing. That it is not is never remembered: a quiz may be passed meanwhile, here or on another
 * node. After a crash nothing is remembered and the next beat runs it again.
 */
@Component
class Completed {

    private final CompleteLesson complete;
    private final LessonPlaces places;
    /** Seconds at which the lesson of a session was found complete. */
    private final Cache<UUID, Integer> found = Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofMinutes(2)).build();

    Completed(CompleteLesson complete, LessonPlaces places) {
        this.complete = complete;
        this.places = places;
    }

    CompleteLesson.Outcome after(Session session, int covered, LessonPlaces.Place place) {
        var lesson = place.lesson();
        if (covered < lesson.requiredSeconds()) {
            return CompleteLesson.Outcome.NOT_YET;
        }
        var before = found.getIfPresent(session.id());
        // Between "enough" and "whole" nothing changes that the end would not see.
        if (before != null && (before == covered || covered < lesson.duration())) {
            return new CompleteLesson.Outcome(true, Optional.empty());
        }
        var outcome = complete.run(places.participation(session.teacher(), place), place);
        if (outcome.complete()) {
            found.put(session.id(), covered);
        }
        return outcome;
    }
}
