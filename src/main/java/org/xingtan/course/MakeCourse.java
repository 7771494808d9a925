package org.xingtan.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.Courses;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;

/** Use cases: somebody begins a course, and says something else about it. */
@Service
public class MakeCourse {

    private final Changes changes;
    private final Moves moves;
    private final Access access;
    private final Courses catalog;
    private final Drafts drafts;
    private final JdbcClient db;

    MakeCourse(Changes changes, Moves moves, Access access, Courses catalog, Drafts drafts, JdbcClient db) {
        this.changes = changes;
        this.moves = moves;
        this.access = access;
        this.catalog = catalog;
        this.drafts = drafts;
        this.db = db;
    }

    /** What is wrong with a new course; the same form sent again is not. */
    Verdict verdict(CourseForm form) {
        var conditions = new ArrayList<>(form.verdict().conditions());
        var first = drafts.find(form.code(), 1);
        var free = first.isEmpty() ? catalog.find(form.code()).isEmpty() : first.get().toString().equals(form.id());
        conditions.add(Condition.of("course.code.free", free));
        return Verdict.of(conditions);
    }

    /** @throws NotFound when the owner is none of the actor's units */
    @Transactional
    public DraftId create(Actor actor, CourseForm form) {
        var owner = OrganizationId.of(form.owner());
        access.require(actor, Task.MANAGE_COURSES, owner);
        verdict(form).orRefuse();
        var id = DraftId.of(form.id());
        var stages = stages(form);
        var inserted = db.sql("""
                insert into course.draft (id, code, owner_id, title, summary, stages, authors, changed_at)
                values (:id, :code, :owner, :title, :summary, :stages::text[], array[:by]::uuid[], :now)
                on conflict do nothing
                """)
            .param("id", id.value()).param("code", form.code()).param("owner", owner.value()).param("title", form.title())
            .param("summary", form.summary()).param("stages", stages.toArray(String[]::new)).param("by", actor.teacher().value()).param("now", moves.now()).update();
        if (inserted == 1) {
            moves.begin(actor, changes.hold(actor, Task.MANAGE_COURSES, id), facts(form.title(), form.summary(), stages));
        }
        return id;
    }

    /** @throws OptimisticLockingFailureException when somebody else has changed it since the form was shown */
    @Transactional
    void change(Actor actor, DraftId id, CourseForm form) {
        var draft = changes.open(actor, id);
        var stages = stages(form);
        var before = facts(draft.title(), draft.summary(), draft.stages());
        var after = facts(form.title(), form.summary(), stages);
        if (before.equals(after)) {
            return;
        }
        if (draft.revision() != form.revision()) {
            throw new OptimisticLockingFailureException("The course was changed meanwhile");
        }
        db.sql("""
                update course.draft set title = :title, summary = :summary, stages = :stages::text[], revision = revision + 1 where id = :id
                """)
            .param("title", form.title()).param("summary", form.summary()).param("stages", stages.toArray(String[]::new)).param("id", id.value())
            .update();
        changes.record(actor, draft, "course.change", before, after);
    }

    /** Those of the form that there are. */
    private List<String> stages(CourseForm form) {
        return db.sql("select code from directory.stage_card where code = any (:stages::text[]) order by position")
            .param("stages", form.stages().toArray(String[]::new)).query(String.class).list();
    }

    private static Map<String, Object> facts(String title, String summary, List<String> stages) {
        return Map.of("title", title, "summary", summary, "stages", stages);
    }
}
