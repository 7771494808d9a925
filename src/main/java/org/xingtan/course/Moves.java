package org.xingtan.course;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;

/** Writes down how a course goes from one state to the next: the state, the step that people see, and the trail. */
@Component
class Moves {

    private final JdbcClient db;
    private final AuditTrail trail;
    private final Clock clock;

    Moves(JdbcClient db, AuditTrail trail, Clock clock) {
        this.db = db;
        this.trail = trail;
        this.clock = clock;
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    void begin(Actor actor, Draft draft, Object facts) {
        step(actor, draft, Step.Act.CREATE, "");
        trail.record(actor, "course.create", draft.target(), draft.path(), null, facts);
    }

    /**
     * The draft was held by the caller.
     *
     * @throws Problem 409 when it is not in the state that this begins in: somebody was first
     */
    void move(Actor actor, Draft draft, Step.Act act, String note, @Nullable CourseId course) {
        requireBegins(draft, act);
        db.sql("""
                update course.draft
                   set state = :to, course_id = :course::uuid, changed_at = :now,
                       reviewed_by = case when :act in ('APPROVE', 'RETURN') then :by when :act in ('SUBMIT', 'RECALL', 'REOPEN') then null else reviewed_by end
                 where id = :id
                """)
            .param("to", act.leadsTo().name()).param("course", course == null ? null : course.value()).param("now", now())
            .param("act", act.name()).param("by", actor.teacher().value()).param("id", draft.id().value()).update();
        step(actor, draft, act, note);
        tell(actor, draft, act, note);
    }

    /** @throws Problem 409 when it is not in the state that this begins in */
    static void requireBegins(Draft draft, Step.Act act) {
        if (!act.begins(draft.state())) {
            throw new Problem(409, "course.moved");
        }
    }

    private void step(Actor actor, Draft draft, Step.Act act, String note) {
        db.sql("""
                insert into course.step (id, draft_id, act, note, by_id, by_name, at) values (:id, :draft, :act, :note, :by, :name, :now)
                """)
            .param("id", Uuids.next()).param("draft", draft.id().value()).param("act", act.name()).param("note", note)
            .param("by", actor.teacher().value()).param("name", actor.personName()).param("now", now()).update();
    }

    private void tell(Actor actor, Draft draft, Step.Act act, String note) {
        var after = new HashMap<String, Object>();
        after.put("state", act.leadsTo());
        if (!note.isEmpty()) {
            after.put("reason", note);
        }
        trail.record(actor, "course." + act.name().toLowerCase(Locale.ROOT), draft.target(), draft.path(), java.util.Map.of("state", draft.state()), after);
    }
}
