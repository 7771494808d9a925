package org.xingtan.learning;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.TeacherId;
import org.xingtan.quiz.LessonUnderWay;

/** Who was learning a lesson when its window closed may finish it, as long as that session could live. */
@Component
class RecentSessions implements LessonUnderWay {

    private final JdbcClient db;

    RecentSessions(JdbcClient db) {
        this.db = db;
    }

    @Override
    public boolean isUnderWay(TeacherId teacher, LessonPlaces.Place place, Instant now) {
        return db.sql("""
                select exists (select from learning.session
                                where teacher_id = :teacher and program_id = :program and lesson_id = :lesson and last_beat_at > :since)
                """)
            .param("teacher", teacher.value()).param("program", place.program().id().value()).param("lesson", place.lesson().id().value())
            .param("since", now.minus(Session.LIFE_WITHOUT_BEATS).atOffset(ZoneOffset.UTC)).query(Boolean.class).single();
    }
}
