package org.xingtan.course;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.platform.Actor;

/** What those who make a course do with the whole of it. */
@Controller
@RequestMapping("/console/courses/{draft}")
class CourseSteps {

    private static final String BACK = "redirect:/console/courses/";

    private final ReviewCourse review;
    private final PublishCourse publish;
    private final NextVersion next;

    CourseSteps(ReviewCourse review, PublishCourse publish, NextVersion next) {
        this.review = review;
        this.publish = publish;
        this.next = next;
    }

    @PostMapping("/submission")
    String submit(Actor actor, @PathVariable DraftId draft) {
        review.submit(actor, draft);
        return BACK + draft;
    }

    @PostMapping("/recall")
    String recall(Actor actor, @PathVariable DraftId draft) {
        review.recall(actor, draft);
        return BACK + draft;
    }

    @PostMapping("/publication")
    String publish(Actor actor, @PathVariable DraftId draft) {
        publish.publish(actor, draft);
        return BACK + draft;
    }

    @PostMapping("/withdrawal")
    String withdraw(Actor actor, @PathVariable DraftId draft, @RequestParam(defaultValue = "") String reason) {
        publish.withdraw(actor, draft, reason);
        return BACK + draft;
    }

    @PostMapping("/restoration")
    String restore(Actor actor, @PathVariable DraftId draft, @RequestParam(defaultValue = "") String reason) {
        publish.restore(actor, draft, reason);
        return BACK + draft;
    }

    @PostMapping("/versions")
    String nextVersion(Actor actor, @PathVariable DraftId draft) {
        return BACK + next.begin(actor, draft);
    }
}
