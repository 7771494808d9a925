package org.xingtan.course;

import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;

/** The way of every change of a course in the making: held against others, open, its author known, told in the trail. */
@Component
class Changes {

    private final Drafts drafts;
    private final Access access;
    private final AuditTrail trail;
    private final JdbcClient db;
    private final Clock clock;

    Changes(Drafts drafts, Access access, AuditTrail trail, JdbcClient db, Clock clock) {
        this.drafts = drafts;
        this.access = access;
        this.trail = trail;
        this.db = db;
        this.clock = clock;
    }

    /** @throws NotFound when it is none of the actor's for this task */
    Draft hold(Actor actor, Task task, DraftId id) {
        return drafts.hold(access.scope(actor, task), id).orElseThrow(() -> new NotFound(id));
    }

    /** @throws Problem 409 when its content does not change any more */
    Draft open(Actor actor, DraftId id) {
        var draft = hold(actor, Task.MANAGE_COURSES, id);
        if (!draft.state().isOpen()) {
            throw new Problem(409, "course.not-open");
        }
        return draft;
    }

    /** Tells of a change in the transaction that made it. */
    void record(Actor actor, Draft draft, String act, @Nullable Object before, @Nullable Object after) {
        db.sql("""
                update course.draft
                   set changed_at = :now, reviewed_by = null,
                       authors = case when :by = any (authors) then authors else authors || :by end
                 where id = :id
                """)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("by", actor.teacher().value()).param("id", draft.id().value()).update();
        trail.record(actor, act, draft.target(), draft.path(), before, after);
    }
}
