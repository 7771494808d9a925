package org.xingtan.support;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Questions for those who answer, one after another. */
@Controller
@RequestMapping("/console/questions")
class QuestionConsole {

    private final LookAtQuestions look;
    private final AnswerQuestion answer;

    QuestionConsole(LookAtQuestions look, AnswerQuestion answer) {
        this.look = look;
        this.answer = answer;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String which, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("support/queue", "list", look.list(actor, which, after));
    }

    @GetMapping("/{teacher}/{id}")
    ModelAndView one(Actor actor, @PathVariable String teacher, @PathVariable String id) {
        return new ModelAndView("support/answer", "file", look.one(actor, TeacherId.of(teacher), Uuids.parse(id)));
    }

    /** Then to the next one that waits, or back to the list. */
    @PostMapping("/{teacher}/{id}/answer")
    String answer(Actor actor, @PathVariable String teacher, @PathVariable String id, @RequestParam(defaultValue = "0") int seen,
                  @RequestParam(defaultValue = "") String text) {
        answer.answer(actor, TeacherId.of(teacher), Uuids.parse(id), seen, text);
        return next(actor);
    }

    @PostMapping("/{teacher}/{id}/passing-on")
    String passOn(Actor actor, @PathVariable String teacher, @PathVariable String id, @RequestParam(defaultValue = "0") int seen,
                  @RequestParam(defaultValue = "") String text) {
        answer.passOn(actor, TeacherId.of(teacher), Uuids.parse(id), seen, text);
        return next(actor);
    }

    private String next(Actor actor) {
        return "redirect:" + look.next(actor).map(QuestionList.Row::href).orElse("/console/questions");
    }
}
