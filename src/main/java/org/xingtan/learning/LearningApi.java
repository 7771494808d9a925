package org.xingtan.learning;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.quiz.LessonQuestions;

/** Sessions for the player and for other systems. */
@RestController
@RequestMapping("/api/v1")
class LearningApi {

    private final OpenSession openSession;
    private final LessonPlaces places;
    private final LessonQuestions questions;

    LearningApi(OpenSession openSession, LessonPlaces places, LessonQuestions questions) {
        this.openSession = openSession;
        this.places = places;
        this.questions = questions;
    }

    record InProgram(String program) {

        InProgram {
            if (program == null) {
                throw new Problem(400, "error.malformed");
            }
        }
    }

    record Opened(UUID session, int resumeAt, int duration, double maxRate, int beatSeconds) {}

    @PostMapping("/lessons/{lesson}/sessions")
    @ResponseStatus(HttpStatus.CREATED)
    Opened open(Actor actor, @PathVariable LessonId lesson, @RequestBody InProgram body) {
        var place = places.find(new ProgramId(Uuids.parse(body.program)), lesson);
        var session = openSession.open(actor, place);
        var duration = place.lesson().duration();
        return new Opened(session.id(), session.ofLesson().before(questions.openFrom(session.teacher(), session.program(), lesson)).firstGap(duration), duration, place.program().maxRate(), TakeBeat.SECONDS_BETWEEN);
    }
}
