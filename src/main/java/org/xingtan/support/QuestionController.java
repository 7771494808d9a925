package org.xingtan.support;

import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;

/** What somebody has asked, and the form to ask. */
@Controller
@RequestMapping("/questions")
class QuestionController {

    private final AskedQuestions questions;
    private final LookAtQuestions look;
    private final AskQuestion ask;
    private final Routing routing;

    QuestionController(AskedQuestions questions, LookAtQuestions look, AskQuestion ask, Routing routing) {
        this.questions = questions;
        this.look = look;
        this.ask = ask;
        this.routing = routing;
    }

    @GetMapping
    ModelAndView list(Actor actor) {
        return new ModelAndView("support/questions", "questions", questions.of(actor.teacher()));
    }

    /** Says who will answer, and by when, before anything is typed. */
    @GetMapping("/new")
    ModelAndView form(Actor actor, @RequestParam(defaultValue = "policy") String kind) {
        var asked = kind(kind);
        return new ModelAndView("support/ask").addObject("id", Uuids.next()).addObject("kind", asked)
            .addObject("lies", look.name(routing.from(ask.unit(actor), asked).id())).addObject("days", routing.days(asked));
    }

    @PostMapping
    String ask(Actor actor, @RequestParam String id, @RequestParam String kind, @RequestParam(defaultValue = "") String title,
               @RequestParam(defaultValue = "") String text) {
        UUID question = Uuids.parse(id);
        ask.ask(actor, question, kind(kind), title, text);
        return "redirect:/questions/" + question;
    }

    @GetMapping("/{id}")
    ModelAndView one(Actor actor, @PathVariable String id) {
        return new ModelAndView("support/question", "file", look.own(actor, Uuids.parse(id)));
    }

    @PostMapping("/{id}/messages")
    String askOn(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "0") int seen,
                 @RequestParam(defaultValue = "") String text) {
        ask.askOn(actor, Uuids.parse(id), seen, text);
        return "redirect:/questions/" + id;
    }

    @PostMapping("/{id}/closing")
    String close(Actor actor, @PathVariable String id) {
        ask.close(actor, Uuids.parse(id));
        return "redirect:/questions/" + id;
    }

    private static Question.Kind kind(String name) {
        for (var kind : Question.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw new Problem(400, "error.malformed");
    }
}
