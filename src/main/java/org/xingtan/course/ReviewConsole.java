package org.xingtan.course;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;

/** The review of courses: what waits, one course whole, the decision, and the next one at once. */
@Controller
@RequestMapping("/console/course-reviews")
class ReviewConsole {

    private static final String LIST = "redirect:/console/course-reviews";

    private final CourseDesk desk;
    private final Drafts drafts;
    private final Lessons lessons;
    private final ReviewCourse review;

    ReviewConsole(CourseDesk desk, Drafts drafts, Lessons lessons, ReviewCourse review) {
        this.desk = desk;
        this.drafts = drafts;
        this.lessons = lessons;
        this.review = review;
    }

    /** Those that wait, unless others are asked for. */
    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "SUBMITTED") DraftState state, @RequestParam(required = false) @Nullable String after) {
        var scope = desk.reviews(actor);
        return new ModelAndView("course/reviews")
            .addObject("counts", drafts.counts(scope).stream().filter(it -> it.state() != DraftState.DRAFT).toList())
            .addObject("state", state)
            .addObject("drafts", state == DraftState.DRAFT ? new org.xingtan.platform.web.Page<Draft>(java.util.List.of(), null)
                : drafts.page(scope, new Drafts.Filter(state, ""), after));
    }

    @GetMapping("/{draft}")
    ModelAndView course(Actor actor, @PathVariable DraftId draft) {
        var found = desk.handedIn(actor, draft);
        var all = lessons.of(draft);
        return new ModelAndView("course/review").addObject("draft", found).addObject("lessons", all).addObject("readiness", Readiness.of(all))
            .addObject("steps", drafts.steps(draft));
    }

    @PostMapping("/{draft}/approval")
    String approve(Actor actor, @PathVariable DraftId draft, @RequestParam(defaultValue = "") String reason) {
        review.approve(actor, draft, reason);
        return next(actor);
    }

    @PostMapping("/{draft}/return")
    String giveBack(Actor actor, @PathVariable DraftId draft, @RequestParam(defaultValue = "") String reason) {
        review.giveBack(actor, draft, reason);
        return next(actor);
    }

    /** The next one that waits for somebody who has not worked on it, or the list. */
    private String next(Actor actor) {
        return drafts.page(desk.reviews(actor), new Drafts.Filter(DraftState.SUBMITTED, ""), null).items().stream()
            .filter(it -> !it.isBy(actor.teacher())).map(it -> LIST + "/" + it.id()).findFirst().orElse(LIST);
    }
}
