package org.xingtan.quiz;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.catalog.Question;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A quiz on a page: begun by a button, answered in one form, with the result in the same place. Works without a script. */
@Controller
class QuizController {

    private final StartAttempt startAttempt;
    private final SaveAnswer saveAnswer;
    private final SubmitAttempt submitAttempt;
    private final QuizQueries quizzes;
    private final LessonPlaces places;
    private final AfterQuiz after;

    QuizController(StartAttempt startAttempt, SaveAnswer saveAnswer, SubmitAttempt submitAttempt, QuizQueries quizzes, LessonPlaces places,
                   AfterQuiz after) {
        this.startAttempt = startAttempt;
        this.saveAnswer = saveAnswer;
        this.submitAttempt = submitAttempt;
        this.quizzes = quizzes;
        this.places = places;
        this.after = after;
    }

    @GetMapping("/programs/{program}/lessons/{lesson}/quiz")
    ModelAndView intro(Actor actor, @PathVariable ProgramId program, @PathVariable LessonId lesson) {
        return new ModelAndView("quiz/quiz").addObject("quiz", quizzes.intro(actor.teacher(), places.find(program, lesson)));
    }

    @PostMapping("/programs/{program}/lessons/{lesson}/quiz")
    String start(Actor actor, @PathVariable ProgramId program, @PathVariable LessonId lesson) {
        return "redirect:/attempts/" + startAttempt.start(actor, places.find(program, lesson)).id();
    }

    @GetMapping("/attempts/{attempt}")
    ModelAndView attempt(Actor actor, @PathVariable UUID attempt) {
        var page = quizzes.attempt(actor.teacher(), attempt);
        return new ModelAndView("quiz/attempt").addObject("page", page)
            .addObject("step", page.passed() ? after.of(actor.teacher(), page.program(), page.lesson()) : null);
    }

    /** Saves whatever the form brought, then closes the attempt. */
    @PostMapping("/attempts/{attempt}")
    String submit(Actor actor, @PathVariable UUID attempt, @RequestParam MultiValueMap<String, String> form) {
        var page = quizzes.attempt(actor.teacher(), attempt);
        if (page.isOpen()) {
            var answers = new HashMap<UUID, JsonNode>();
            for (var question : page.questions()) {
                var answer = answer(question, form);
                if (answer != null) {
                    answers.put(question.id(), answer);
                }
            }
            saveAnswer.saveAll(actor.teacher(), attempt, answers);
        }
        submitAttempt.close(actor.teacher(), attempt);
        return "redirect:/attempts/" + attempt;
    }

    /** The form's fields of a question as an answer: {@code q-<id>}, or {@code q-<id>-<option>} for each pair of a MATCHING one. */
    private static @Nullable JsonNode answer(Question question, MultiValueMap<String, String> form) {
        var json = JsonNodeFactory.instance;
        var values = form.getOrDefault("q-" + question.id(), List.of()).stream().filter(value -> !value.isBlank()).toList();
        return switch (question.kind()) {
            case SINGLE, TRUE_FALSE, FILL -> values.isEmpty() ? null : json.stringNode(values.getFirst());
            case MULTIPLE -> {
                var array = json.arrayNode();
                values.forEach(array::add);
                yield values.isEmpty() ? null : array;
            }
            case MATCHING -> matching(question, form);
        };
    }

    private static @Nullable JsonNode matching(Question question, MultiValueMap<String, String> form) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (var option : question.options()) {
            var target = form.getFirst("q-" + question.id() + "-" + option.id());
            if (target != null && !target.isBlank()) {
                pairs.put(option.id(), target);
            }
        }
        var object = JsonNodeFactory.instance.objectNode();
        pairs.forEach(object::put);
        return pairs.isEmpty() ? null : object;
    }
}
