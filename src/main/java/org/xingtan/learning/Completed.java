package org.xingtan.learning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.LessonPlaces;

/**
 * Runs {@link CompleteLesson} when a session has played enough for it to matter, and remembers what it said, so that the
 * beats that follow cost nothing. After a crash nothing is remembered and the next beat runs it again.
 */
@Component
class Completed {

    /** @param covered seconds at which the lesson was judged */
    private record Judged(int covered, boolean complete) {}

    private final CompleteLesson complete;
    private final LessonPlaces places;
    private final Cache<UUID, Judged> judged = Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofMinutes(2)).build();

    Completed(CompleteLesson complete, LessonPlaces places) {
        this.complete = complete;
        this.places = places;
    }

    CompleteLesson.Outcome after(Session session, int covered, LessonPlaces.Place place) {
        var lesson = place.lesson();
        if (covered < lesson.requiredSeconds()) {
            return CompleteLesson.Outcome.NOT_YET;
        }
        var before = judged.getIfPresent(session.id());
        // Judged at this coverage already; between "enough" and "whole" nothing changes that the end would not see.
        if (before != null && (before.covered == covered || before.complete && covered < lesson.duration())) {
            return new CompleteLesson.Outcome(before.complete, Optional.empty());
        }
        var outcome = complete.run(places.participation(session.teacher(), place), place);
        judged.put(session.id(), new Judged(covered, outcome.complete()));
        return outcome;
    }
}
