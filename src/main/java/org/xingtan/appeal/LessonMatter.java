package org.xingtan.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.learning.AcceptLesson;
import org.xingtan.learning.LessonProgress;
import org.xingtan.learning.ProgressQueries;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** A lesson that was begun and never brought hours. Granted, it counts as learned, and its hours are posted. */
@Component
class LessonMatter implements Matter {

    /** Lessons by their first session, without those that are complete or have hours, also reversed ones: of these the hours are in question. */
    private static final String SELECT = """
        select b.id, b.program_id, b.lesson_id, b.opened_at
          from (select distinct on (s.program_id, s.lesson_id) s.id, s.program_id, s.lesson_id, s.opened_at
                  from learning.session_card s
                 where s.teacher_id = :teacher
                 order by s.program_id, s.lesson_id, s.opened_at, s.id) b
         where not exists (select from learning.lesson_completion_card c
                            where c.teacher_id = :teacher and c.program_id = b.program_id and c.lesson_id = b.lesson_id)
           and not exists (select from ledger.entry_card e
                            where e.teacher_id = :teacher and e.program_id = b.program_id and e.lesson_id = b.lesson_id)
        """;

    private record Begun(UUID session, ProgramId program, LessonId lesson, Instant at) {}

    private final JdbcClient db;
    private final Programs programs;
    private final ProgressQueries progress;
    private final AcceptLesson accept;

    LessonMatter(JdbcClient db, Programs programs, ProgressQueries progress, AcceptLesson accept) {
        this.db = db;
        this.programs = programs;
        this.progress = progress;
        this.accept = accept;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.LESSON;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        var begun = db.sql(SELECT + " order by b.opened_at desc, b.id desc limit :limit").param("teacher", teacher.value()).param("limit", OFFERED)
            .query((row, _) -> begun(row)).list();
        var played = new HashMap<ProgramId, Map<UUID, LessonProgress>>();
        begun.forEach(it -> played.computeIfAbsent(it.program, program -> progress.of(teacher, program)));
        return begun.stream().flatMap(it -> subject(it, played.get(it.program)).stream()).toList();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return begun(teacher, reference).flatMap(it -> subject(it, progress.of(teacher, it.program)));
    }

    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        begun(appeal.teacher(), appeal.reference()).ifPresent(it -> accept.accept(actor, appeal.teacher(), it.program, it.lesson, remedy.reason()));
    }

    /** Empty also when the lesson has been completed since: then there is nothing left to grant. */
    private Optional<Begun> begun(TeacherId teacher, UUID session) {
        return db.sql(SELECT + " and b.id = :id").param("teacher", teacher.value()).param("id", session).query((row, _) -> begun(row)).optional();
    }

    /** Empty when the program has no such lesson any more. */
    private Optional<Subject> subject(Begun begun, Map<UUID, LessonProgress> played) {
        return programs.find(begun.program).lesson(begun.lesson).map(ProgramDetail.PlacedLesson::lesson).map(lesson -> {
            var covered = Optional.ofNullable(played.get(begun.lesson.value())).map(LessonProgress::covered).orElse(0);
            return new Subject(kind(), begun.session, begun.program, lesson.title(), List.of(covered / 60, Math.ceilDiv(lesson.requiredSeconds(), 60)),
                begun.at, null, null, true);
        });
    }

    private static Begun begun(ResultSet row) throws SQLException {
        return new Begun(row.getObject("id", UUID.class), new ProgramId(row.getObject("program_id", UUID.class)),
            new LessonId(row.getObject("lesson_id", UUID.class)), row.getObject("opened_at", OffsetDateTime.class).toInstant());
    }
}
