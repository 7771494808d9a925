package org.xingtan.course;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.LessonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Problem;

/** Use cases: a lesson is added to a course in the making, changed, moved to another place, removed. */
@Service
public class EditLesson {

    static final int MOST = 100;

    private final Changes changes;
    private final Lessons lessons;
    private final JdbcClient db;

    EditLesson(Changes changes, Lessons lessons, JdbcClient db) {
        this.changes = changes;
        this.lessons = lessons;
        this.db = db;
    }

    /** @param id chosen by the page, so that a form sent twice adds one lesson */
    @Transactional
    public void add(Actor actor, DraftId id, LessonId lesson, LessonCard.Kind kind, String title) {
        var draft = changes.open(actor, id);
        if (lessons.of(id).size() >= MOST) {
            throw new Problem(409, "course.lesson.most", MOST);
        }
        var added = db.sql("""
                insert into course.lesson (id, draft_id, position, title, kind, required)
                select :id, :draft, coalesce(max(position), 0) + 1, :title, :kind, :required from course.lesson where draft_id = :draft
                on conflict (id) do nothing
                """)
            .param("id", lesson.value()).param("draft", id.value()).param("title", title).param("kind", kind.name())
            .param("required", kind == LessonCard.Kind.VIDEO ? 95 : 100).update();
        if (added == 1) {
            changes.record(actor, draft, "course.lesson.add", null, Map.of("lesson", title, "kind", kind));
        }
    }

    /**
     * Changes what was typed.
     *
     * @throws OptimisticLockingFailureException when somebody else has changed it since the form was shown
     */
    @Transactional
    public void change(Actor actor, DraftId id, LessonId lesson, LessonForm form) {
        var draft = changes.open(actor, id);
        var now = lessons.find(id, lesson);
        var before = facts(now);
        var after = facts(now, form);
        if (before.equals(after)) {
            return;
        }
        if (now.revision() != form.revision()) {
            throw new OptimisticLockingFailureException("The lesson was changed meanwhile");
        }
        write(lesson, form, now);
        changes.record(actor, draft, "course.lesson.change", before, after);
    }

    private void write(LessonId lesson, LessonForm form, DraftLesson now) {
        var quiz = form.quiz();
        db.sql("""
                update course.lesson
                   set title = :title, summary = :summary, seconds = :seconds, required = :required, body = :body, draw = :draw,
                       pass_mark = :passMark, time_limit = :timeLimit, max_attempts = :maxAttempts, revision = revision + 1
                 where id = :id
                """)
            .param("title", form.title()).param("summary", form.summary()).param("seconds", form.seconds())
            .param("required", form.requiredPercent(now.kind())).param("body", form.body()).param("draw", quiz.draw())
            .param("passMark", quiz.passMark()).param("timeLimit", quiz.timeLimit()).param("maxAttempts", quiz.maxAttempts())
            .param("id", lesson.value()).update();
    }

    /** @param to its place from now on, from 1 */
    @Transactional
    void move(Actor actor, DraftId id, LessonId lesson, int to) {
        var draft = changes.open(actor, id);
        var now = lessons.find(id, lesson);
        if (now.position() == to) {
            return;
        }
        db.sql("""
                update course.lesson l
                   set position = n.position
                  from (select id, row_number() over (order by case when id = :id then :place else 2 * position end) as position
                          from course.lesson where draft_id = :draft) n
                 where n.id = l.id and l.position <> n.position
                """)
            .param("id", lesson.value()).param("place", 2 * to + Integer.signum(to - now.position())).param("draft", id.value()).update();
        changes.record(actor, draft, "course.lesson.move", Map.of("lesson", now.title(), "position", now.position()), Map.of("position", to));
    }

    /** With its questions; the files stay in the store. */
    @Transactional
    void remove(Actor actor, DraftId id, LessonId lesson) {
        var draft = changes.open(actor, id);
        var gone = lessons.of(id).stream().filter(it -> it.id().equals(lesson)).findFirst();
        if (gone.isEmpty()) {
            return;
        }
        db.sql("delete from course.lesson where id = :id").param("id", lesson.value()).update();
        db.sql("update course.lesson set position = position - 1 where draft_id = :draft and position > :position")
            .param("draft", id.value()).param("position", gone.get().position()).update();
        changes.record(actor, draft, "course.lesson.remove", facts(gone.get()), null);
    }

    private static Map<String, Object> facts(DraftLesson lesson) {
        return facts(lesson.title(), lesson.summary(), lesson.typed(), lesson.required(), lesson.body(), lesson.quiz());
    }

    private static Map<String, Object> facts(DraftLesson now, LessonForm form) {
        return facts(form.title(), form.summary(), form.seconds(), form.requiredPercent(now.kind()), form.body(), form.quiz());
    }

    private static Map<String, Object> facts(String title, String summary, @Nullable Integer seconds, int required, String body, DraftLesson.QuizRule quiz) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("lesson", title);
        facts.put("summary", summary);
        facts.put("seconds", seconds == null ? "" : seconds);
        facts.put("required", required);
        facts.put("text", body);
        facts.put("draw", text(quiz.draw()));
        facts.put("passMark", quiz.passMark());
        facts.put("timeLimit", text(quiz.timeLimit()));
        facts.put("maxAttempts", text(quiz.maxAttempts()));
        return facts;
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }
}
