package org.xingtan.quiz;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.Question;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;

/** What the quiz pages show. Looking at an attempt whose time is over closes it. */
@Component
class QuizQueries {

    private final Attempts attempts;
    private final Sheet sheet;
    private final SubmitAttempt submit;
    private final LessonPlaces places;
    private final Clock clock;

    QuizQueries(Attempts attempts, Sheet sheet, SubmitAttempt submit, LessonPlaces places, Clock clock) {
        this.attempts = attempts;
        this.sheet = sheet;
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
            .map(attempt -> page(closed(attempt), place, List.of())).toList();
        return new QuizIntro(place.program(), place.placed(), quiz, pages, pages.stream().filter(AttemptPage::isOpen).findFirst().orElse(null));
    }

    AttemptPage attempt(TeacherId teacher, UUID id) {
        var attempt = closed(attempts.find(teacher, id).orElseThrow(() -> new NotFound(id)));
        return page(attempt, places.find(attempt.program(), attempt.lesson()), sheet.of(attempt));
    }

    private Attempt closed(Attempt attempt) {
        return attempt.isOverdue(clock.instant()) ? submit.close(attempt.teacher(), attempt.id()) : attempt;
    }

    private static AttemptPage page(Attempt attempt, LessonPlaces.Place place, List<Question> questions) {
        var quiz = place.lesson().quiz();
        return new AttemptPage(attempt.id(), attempt.program(), place.program().title(), attempt.lesson(), place.lesson().title(),
            attempt.number(), attempt.closesAt(), quiz != null && quiz.timeLimit() != null, questions, answers(attempt),
            attempt.passMark(), attempt.submittedAt(), attempt.score(), results(attempt), attempt.accepted());
    }

    private static Map<UUID, JsonNode> answers(Attempt attempt) {
        var array = Json.read(attempt.answers(), JsonNode.class);
        var answers = new HashMap<UUID, JsonNode>();
        for (var i = 0; i < attempt.questions().size(); i++) {
            if (!array.get(i).isNull()) {
                answers.put(attempt.questions().get(i), array.get(i));
            }
        }
        return answers;
    }

    private static @Nullable Map<UUID, Boolean> results(Attempt attempt) {
        var marks = attempt.results();
        if (marks == null) {
            return null;
        }
        var results = new HashMap<UUID, Boolean>();
        for (var i = 0; i < marks.size(); i++) {
            results.put(attempt.questions().get(i), marks.get(i));
        }
        return results;
    }
}
