package org.xingtan.learning;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import tools.jackson.databind.JsonNode;

/** What the quiz pages show. Looking at an attempt whose time is over closes it. */
@Component
class QuizQueries {

    private final Attempts attempts;
    private final SubmitAttempt submit;
    private final LessonPlaces places;
    private final Clock clock;

    QuizQueries(Attempts attempts, SubmitAttempt submit, LessonPlaces places, Clock clock) {
        this.attempts = attempts;
        this.submit = submit;
        this.places = places;
        this.clock = clock;
    }

    /** @throws NotFound when the lesson has no quiz */
    QuizIntro intro(TeacherId teacher, LessonPlaces.Place place) {
        var quiz = place.lesson().quiz();
        if (quiz == null) {
            throw new NotFound(place.lesson().id());
        }
        var pages = attempts.of(teacher, place.program().id(), place.lesson().id()).stream()
            .map(attempt -> page(closed(attempt), place, Map.of())).toList();
        return new QuizIntro(place.program(), place.placed(), quiz, pages, pages.stream().filter(AttemptPage::isOpen).findFirst().orElse(null));
    }

    AttemptPage attempt(TeacherId teacher, UUID id) {
        var attempt = closed(attempts.find(teacher, id).orElseThrow(() -> new NotFound(id)));
        return page(attempt, places.find(attempt.program(), attempt.lesson()), attempts.answers(attempt));
    }

    private Attempt closed(Attempt attempt) {
        return attempt.isOverdue(clock.instant()) ? submit.close(attempt.teacher(), attempt.id()) : attempt;
    }

    private static AttemptPage page(Attempt attempt, LessonPlaces.Place place, Map<UUID, JsonNode> answers) {
        var quiz = place.lesson().quiz();
        return new AttemptPage(attempt.id(), attempt.program(), place.program().title(), attempt.lesson(), place.lesson().title(),
            attempt.number(), attempt.closesAt(), quiz != null && quiz.timeLimit() != null, attempt.questions(), answers,
            attempt.passMark(), attempt.submittedAt(), attempt.score(), attempt.results());
    }
}
