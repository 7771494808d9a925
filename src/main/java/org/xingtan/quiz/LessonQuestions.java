package org.xingtan.quiz;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.Questions;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** The questions asked inside a lesson, and how far a person has answered them. */
@Component
public class LessonQuestions {

    /** Nothing is open: everything that is played counts. */
    public static final int NONE = Integer.MAX_VALUE;

    private record Learner(TeacherId teacher, ProgramId program, LessonId lesson) {}

    private final JdbcClient db;
    private final Questions bank;
    /** Who has answered all; an answer is never taken back. */
    private final Cache<Learner, Boolean> done = Caffeine.newBuilder().maximumSize(50_000).expireAfterAccess(Duration.ofMinutes(10)).build();

    LessonQuestions(JdbcClient db, Questions bank) {
        this.db = db;
        this.bank = bank;
    }

    /**
     * A question as it is asked.
     *
     * @param correct whether it has been answered rightly; null when it has not been answered
     */
    public record Asked(int second, Question question, @Nullable Boolean correct) {

        public boolean isOpen() {
            return correct == null;
        }
    }

    /** In the order of the lesson. */
    public List<Asked> of(TeacherId teacher, ProgramId program, LessonId lesson) {
        var asked = bank.askedIn(lesson);
        if (asked.isEmpty()) {
            return List.of();
        }
        var answers = answers(teacher, program, lesson);
        return asked.stream().map(it -> new Asked(it.second(), it.question(), answers.get(it.second()))).toList();
    }

    /** The second of the first question that is not answered: what is played beyond it does not count yet. {@link #NONE} without one. */
    public int openFrom(TeacherId teacher, ProgramId program, LessonId lesson) {
        if (bank.askedIn(lesson).isEmpty()) {
            return NONE;
        }
        var learner = new Learner(teacher, program, lesson);
        if (done.getIfPresent(learner) != null) {
            return NONE;
        }
        var open = of(teacher, program, lesson).stream().filter(Asked::isOpen).mapToInt(Asked::second).min();
        if (open.isEmpty()) {
            done.put(learner, true);
        }
        return open.orElse(NONE);
    }

    private Map<Integer, Boolean> answers(TeacherId teacher, ProgramId program, LessonId lesson) {
        var answers = new HashMap<Integer, Boolean>();
        db.sql("select second, correct from quiz.lesson_answer where teacher_id = :teacher and program_id = :program and lesson_id = :lesson")
            .param("teacher", teacher.value()).param("program", program.value()).param("lesson", lesson.value())
            .query(rs -> {
                answers.put(rs.getInt("second"), rs.getBoolean("correct"));
            });
        return answers;
    }
}
