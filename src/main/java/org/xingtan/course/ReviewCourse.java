package org.xingtan.course;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;

/**
 * Use cases of the review (内容审核): handed in, taken back, found good, given back with a reason. Sent twice, each does what it did
 * the first time.
 */
@Service
public class ReviewCourse {

    static final int SHORTEST_REASON = 4;
    static final int LONGEST_REASON = 1000;

    private final Changes changes;
    private final Moves moves;
    private final Lessons lessons;

    ReviewCourse(Changes changes, Moves moves, Lessons lessons) {
        this.changes = changes;
        this.moves = moves;
        this.lessons = lessons;
    }

    /** @throws Refused with everything that is missing */
    @Transactional
    public void submit(Actor actor, DraftId id) {
        var draft = changes.hold(actor, Task.MANAGE_COURSES, id);
        if (draft.state() != DraftState.SUBMITTED) {
            Readiness.of(lessons.of(id)).orRefuse();
            moves.move(actor, draft, Step.Act.SUBMIT, "", null);
        }
    }

    /** Whoever made it takes it back before anybody has decided. */
    @Transactional
    public void recall(Actor actor, DraftId id) {
        var draft = changes.hold(actor, Task.MANAGE_COURSES, id);
        if (draft.state() != DraftState.DRAFT) {
            moves.move(actor, draft, draft.state() == DraftState.APPROVED ? Step.Act.REOPEN : Step.Act.RECALL, "", null);
        }
    }

    /** @throws Forbidden for one who has worked on it */
    @Transactional
    public void approve(Actor actor, DraftId id, String note) {
        var draft = another(actor, id);
        if (draft.state() != DraftState.APPROVED) {
            moves.move(actor, draft, Step.Act.APPROVE, limited(note), null);
        }
    }

    /**
     * Gives it back.
     *
     * @throws Forbidden for one who has worked on it
     * @throws Refused   without a reason
     */
    @Transactional
    public void giveBack(Actor actor, DraftId id, String reason) {
        var draft = another(actor, id);
        if (draft.state() != DraftState.RETURNED) {
            moves.move(actor, draft, Step.Act.RETURN, reason(reason), null);
        }
    }

    private Draft another(Actor actor, DraftId id) {
        var draft = changes.hold(actor, Task.REVIEW_COURSES, id);
        if (draft.isBy(actor.teacher())) {
            throw new Forbidden("course.own");
        }
        return draft;
    }

    static String reason(String typed) {
        var reason = limited(typed);
        if (reason.length() < SHORTEST_REASON) {
            throw new Refused("course.reason", SHORTEST_REASON, LONGEST_REASON);
        }
        return reason;
    }

    private static String limited(String typed) {
        var note = CourseForm.typed(typed);
        if (note.length() > LONGEST_REASON) {
            throw new Refused("course.reason", SHORTEST_REASON, LONGEST_REASON);
        }
        return note;
    }
}
