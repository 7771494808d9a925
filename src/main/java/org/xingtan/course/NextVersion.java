package org.xingtan.course;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;

/**
 * Use case: a course that was published is made better. The next version begins as a copy; what people are learning stays as it is,
 * and leaves the catalog when the next version comes into it.
 */
@Service
class NextVersion {

    private final Changes changes;
    private final Moves moves;
    private final Drafts drafts;
    private final Lessons lessons;
    private final EditBank bank;
    private final JdbcClient db;

    NextVersion(Changes changes, Moves moves, Drafts drafts, Lessons lessons, EditBank bank, JdbcClient db) {
        this.changes = changes;
        this.moves = moves;
        this.drafts = drafts;
        this.lessons = lessons;
        this.bank = bank;
        this.db = db;
    }

    /** @return the next version, which may have been begun before */
    @Transactional
    DraftId begin(Actor actor, DraftId id) {
        var draft = changes.hold(actor, Task.MANAGE_COURSES, id);
        if (draft.course() == null) {
            throw new Problem(409, "course.moved");
        }
        var begun = drafts.find(draft.code(), draft.version() + 1);
        return begun.orElseGet(() -> copy(actor, draft));
    }

    private DraftId copy(Actor actor, Draft draft) {
        var id = DraftId.next();
        db.sql("""
                insert into course.draft (id, code, version, owner_id, title, summary, stages, authors, changed_at)
                select :id, code, version + 1, owner_id, title, summary, stages, array[:by]::uuid[], :now from course.draft where id = :draft
                """)
            .param("id", id.value()).param("by", actor.teacher().value()).param("now", moves.now()).param("draft", draft.id().value()).update();
        lessons.of(draft.id()).forEach(lesson -> copy(id, lesson));
        moves.begin(actor, changes.hold(actor, Task.MANAGE_COURSES, id), Map.of("title", draft.title(), "version", draft.version() + 1));
        return id;
    }

    private void copy(DraftId draft, DraftLesson lesson) {
        var id = LessonId.next();
        db.sql("""
                insert into course.lesson (id, draft_id, position, title, summary, kind, seconds, measured, required, body, draw, pass_mark, time_limit, max_attempts)
                select :id, :draft, position, title, summary, kind, seconds, measured, required, body, draw, pass_mark, time_limit, max_attempts
                  from course.lesson where id = :lesson
                """)
            .param("id", id.value()).param("draft", draft.value()).param("lesson", lesson.id().value()).update();
        db.sql("insert into course.file (lesson_id, slot, document_id) select :id, slot, document_id from course.file where lesson_id = :lesson")
            .param("id", id.value()).param("lesson", lesson.id().value()).update();
        lesson.questions().forEach(question -> bank.write(id, new DraftLesson.Item(Uuids.next(), question.definition(), question.second())));
    }
}
