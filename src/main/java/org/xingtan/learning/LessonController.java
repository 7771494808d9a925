package org.xingtan.learning;

import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.catalog.Courses;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.quiz.LessonQuestions;

/** The lesson list of a program, and a lesson with its player. */
@Controller
class LessonController {

    private final Standing standing;
    private final LessonPlaces places;
    private final ProgressQueries progress;
    private final Courses courses;
    private final LessonQuestions questions;
    private final Clock clock;

    LessonController(Standing standing, LessonPlaces places, ProgressQueries progress, Courses courses, LessonQuestions questions, Clock clock) {
        this.standing = standing;
        this.places = places;
        this.progress = progress;
        this.courses = courses;
        this.questions = questions;
        this.clock = clock;
    }

    /** Who does not take part yet is led to the program's page, where he can. */
    @GetMapping("/programs/{program}/lessons")
    ModelAndView lessons(Actor actor, @PathVariable ProgramId program) {
        return standing.find(actor.teacher(), program)
            .map(mine -> new ModelAndView("learning/lessons").addObject("standing", mine))
            .orElseGet(() -> new ModelAndView("redirect:/programs/" + program));
    }

    @GetMapping("/programs/{program}/lessons/{lesson}")
    ModelAndView lesson(Actor actor, @PathVariable ProgramId program, @PathVariable LessonId lesson) {
        var place = places.find(program, lesson);
        var mine = standing.of(actor.teacher(), program);
        return new ModelAndView("learning/lesson")
            .addObject("standing", mine)
            .addObject("row", mine.row(lesson))
            .addObject("next", mine.after(lesson))
            .addObject("asked", questions.of(actor.teacher(), program, lesson))
            .addObject("content", courses.content(lesson))
            .addObject("resume", progress.coverage(actor.teacher(), program, lesson).firstGap(place.lesson().duration()))
            .addObject("window", places.learnable(place, clock.instant()));
    }
}
