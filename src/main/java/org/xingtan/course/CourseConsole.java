package org.xingtan.course;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.Stages;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Verdict;

/** Courses in the making: the list, a new one, one with all that belongs to it. */
@Controller
@RequestMapping("/console/courses")
class CourseConsole {

    private final CourseDesk desk;
    private final Drafts drafts;
    private final Lessons lessons;
    private final MakeCourse make;
    private final Stages stages;

    CourseConsole(CourseDesk desk, Drafts drafts, Lessons lessons, MakeCourse make, Stages stages) {
        this.desk = desk;
        this.drafts = drafts;
        this.lessons = lessons;
        this.make = make;
        this.stages = stages;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable DraftState state, @RequestParam(defaultValue = "") String q,
                      @RequestParam(required = false) @Nullable String after) {
        var scope = desk.makes(actor);
        return new ModelAndView("course/list")
            .addObject("counts", drafts.counts(scope))
            .addObject("state", state)
            .addObject("words", q.strip())
            .addObject("drafts", drafts.page(scope, new Drafts.Filter(state, q.strip()), after));
    }

    @GetMapping("/new")
    ModelAndView form(Actor actor) {
        return form(actor, CourseForm.empty(), Verdict.of(), HttpStatus.OK);
    }

    @PostMapping
    ModelAndView create(Actor actor, @ModelAttribute CourseForm form) {
        var verdict = make.verdict(form);
        return verdict.met() ? new ModelAndView("redirect:/console/courses/" + make.create(actor, form))
            : form(actor, form, verdict, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/{draft}")
    ModelAndView course(Actor actor, @PathVariable DraftId draft) {
        var found = desk.made(actor, draft);
        return course(found, CourseForm.of(found), Verdict.of(), HttpStatus.OK);
    }

    @PostMapping("/{draft}")
    ModelAndView change(Actor actor, @PathVariable DraftId draft, @ModelAttribute CourseForm form) {
        var verdict = form.verdict();
        if (!verdict.met()) {
            return course(desk.made(actor, draft), form, verdict, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        make.change(actor, draft, form);
        return new ModelAndView("redirect:/console/courses/" + draft);
    }

    /** What those will see who review it. */
    @GetMapping("/{draft}/preview")
    ModelAndView preview(Actor actor, @PathVariable DraftId draft) {
        return new ModelAndView("course/preview").addObject("draft", desk.made(actor, draft)).addObject("lessons", lessons.of(draft));
    }

    private ModelAndView form(Actor actor, CourseForm form, Verdict verdict, HttpStatus status) {
        return new ModelAndView("course/new", status).addObject("form", form).addObject("verdict", verdict).addObject("stages", stages.all())
            .addObject("owners", desk.owners(actor));
    }

    private ModelAndView course(Draft draft, CourseForm form, Verdict verdict, HttpStatus status) {
        var all = lessons.of(draft.id());
        return new ModelAndView("course/course", status)
            .addObject("draft", draft)
            .addObject("form", form)
            .addObject("verdict", verdict)
            .addObject("stages", stages.all())
            .addObject("lessons", all)
            .addObject("kinds", List.of(LessonCard.Kind.values()))
            .addObject("newLesson", LessonId.next())
            .addObject("readiness", Readiness.of(all))
            .addObject("newest", drafts.newestVersion(draft.code()) == draft.version())
            .addObject("steps", drafts.steps(draft.id()));
    }
}
