package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.LessonCard;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Laws;
import org.xingtan.testing.XingtanTest;

/** The hours of a lesson are of the day on which it was learned, however late somebody finds it complete. */
@XingtanTest
class LateLessonTests {

    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired Participations participations;
    @Autowired CompleteLesson complete;
    @Autowired Standing standing;
    @Autowired Laws laws;
    @Autowired Clock clock;

    private Cast.Place school;
    private ProgramDetail program;
    private Actor teacher;
    private LocalDate eve;

    @BeforeEach
    void plant() {
        school = cast.school();
        eve = LocalDate.of(LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear() - 1, 12, 31);
        given(null);
    }

    /** What a crash has left between the last beat and the completion is done by the next page. */
    @Test
    void aLessonOfNewYearsEveThatIsRepairedLaterIsOfItsYear() {
        played(0, 40, at(eve, "23:30"), at(eve, "23:30"));

        assertThat(standing.of(teacher.teacher(), program.id()).completeLessons()).isEqualTo(1);

        assertThat(earned()).containsExactly(eve);
        assertThat(db.sql("select year from ledger.entry_card where teacher_id = :t").param("t", teacher.teacher().value()).query(Integer.class).list())
            .containsExactly(eve.getYear());
        assertThat(moments("completed_at", "lesson_completion")).containsExactly(at(eve, "23:30"));
        assertThat(moments("counted_at", "lesson_completion").getFirst()).isAfter(clock.instant().minus(Duration.ofMinutes(5)));
        assertThat(findings()).isEmpty();
    }

    @Test
    void theDayIsTheOneInChina() {
        played(0, 40, at(eve.plusDays(1), "00:10"), at(eve.plusDays(1), "00:10"));
        played(1, 40, at(eve, "23:59"), at(eve, "23:59"));

        judged(0);
        judged(1);

        assertThat(earned()).containsExactlyInAnyOrder(eve.plusDays(1), eve);
        assertThat(findings()).isEmpty();
    }

    /** Another device has taken over; what the old one tells afterwards it has played before. */
    @Test
    void aBeatThatComesAfterTheEndOfItsSessionIsOfItsLife() {
        played(0, 40, at(eve.plusDays(1), "08:00"), at(eve, "23:50"));

        judged(0);

        assertThat(earned()).containsExactly(eve);
    }

    @Test
    void whoOnlyOpensItAgainHasLearnedItBefore() {
        played(0, 40, at(eve, "23:30"), at(eve, "23:30"));
        played(0, 0, at(eve.plusDays(3), "09:00"), at(eve.plusDays(3), "09:00"));

        judged(0);

        assertThat(earned()).containsExactly(eve);
    }

    @Test
    void aLessonIsLearnedWhenItsQuizIsHandedIn() {
        given(CourseDefinition.Quiz.ofAll(Curriculum.bank()));
        played(0, 40, at(eve, "20:00"), at(eve, "20:00"));
        handedIn(0, at(eve.plusDays(1), "09:00"));
        played(1, 40, at(eve, "20:00"), at(eve, "20:00"));
        handedIn(1, at(eve, "21:00"));

        judged(0);
        judged(1);

        assertThat(earned()).as("the decision that it is passed was taken today").containsExactlyInAnyOrder(eve.plusDays(1), eve);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aLessonThatSomebodyAcceptsIsOfItsLastBeat() {
        played(0, 10, at(eve, "22:00"), at(eve, "22:00"));
        db.sql("""
                insert into learning.accepted_lesson (teacher_id, program_id, lesson_id, accepted_at, accepted_by, reason)
                values (:t, :p, :l, now(), gen_random_uuid(), '平台故障')
                """)
            .param("t", teacher.teacher().value()).param("p", program.id().value()).param("l", lesson(0).value()).update();

        judged(0);

        assertThat(earned()).containsExactly(eve);
        assertThat(findings()).isEmpty();
    }

    @Test
    void theRestOfALessonIsOfTheDayOnWhichItWasPlayed() {
        played(0, 38, at(eve.minusDays(1), "22:00"), at(eve.minusDays(1), "22:00"));
        judged(0);
        played(0, 40, at(eve, "22:00"), at(eve, "22:00"));
        judged(0);

        assertThat(earned()).containsExactlyInAnyOrder(eve.minusDays(1), eve);
        assertThat(moments("grown_at", "lesson_growth")).containsExactly(at(eve, "22:00"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void nothingIsCountedBeforeItIsLearned() {
        played(0, 40, clock.instant().plus(Duration.ofDays(400)), clock.instant().plus(Duration.ofDays(400)));

        judged(0);

        assertThat(earned()).containsExactly(LocalDate.ofInstant(clock.instant(), Window.ZONE));
        assertThatThrownBy(() -> db.sql("update learning.lesson_completion set completed_at = counted_at + interval '1 second' where teacher_id = :t")
            .param("t", teacher.teacher().value()).update()).hasMessageContaining("learned_before_counted");
    }

    private void given(CourseDefinition.@Nullable Quiz quiz) {
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), LessonCard.Kind.VIDEO, 3, quiz))
            .credit(new CreditRule("PROFESSIONAL", new CreditRule.VerifiedMinutes(1), List.of())).publish();
        teacher = cast.actor(cast.teacher(school));
        join.join(teacher, program.id(), null);
    }

    private void played(int n, int seconds, Instant lastBeat, Instant ended) {
        db.sql("""
                insert into learning.session (teacher_id, id, program_id, lesson_id, opened_at, last_beat_at, ended_at, device, max_rate, covered)
                values (:t, :id, :p, :l, :opened, :beat, :ended, 'Firefox', 1, case when :seconds = 0 then '{}' else int4multirange(int4range(0, :seconds)) end)
                """)
            .param("t", teacher.teacher().value()).param("id", UUID.randomUUID()).param("p", program.id().value()).param("l", lesson(n).value())
            .param("opened", ended.minus(Duration.ofMinutes(10)).atOffset(ZoneOffset.UTC)).param("beat", lastBeat.atOffset(ZoneOffset.UTC))
            .param("ended", ended.atOffset(ZoneOffset.UTC)).param("seconds", seconds).update();
    }

    /** Every question left out, and accepted today. */
    private void handedIn(int n, Instant at) {
        var questions = db.sql("select id from catalog.question where lesson_id = :lesson order by id").param("lesson", lesson(n).value()).query(UUID.class).list();
        db.sql("""
                insert into quiz.attempt (teacher_id, id, program_id, lesson_id, number, opened_at, closes_at, questions, answers, pass_mark, submitted_at, score, results,
                                          accepted_at, accepted_by, accepted_reason)
                values (:t, :id, :p, :l, 1, :opened, :at, :questions, :answers, 60, :at, 0, :results, now(), gen_random_uuid(), '题目有误')
                """)
            .param("t", teacher.teacher().value()).param("id", UUID.randomUUID()).param("p", program.id().value()).param("l", lesson(n).value())
            .param("opened", at.minusSeconds(60).atOffset(ZoneOffset.UTC)).param("at", at.atOffset(ZoneOffset.UTC)).param("questions", questions.toArray(UUID[]::new))
            .param("answers", Json.raw(Collections.nCopies(questions.size(), "null").toString()))
            .param("results", Collections.nCopies(questions.size(), false).toArray(Boolean[]::new)).update();
    }

    private void judged(int n) {
        var place = new LessonPlaces.Place(program, program.lesson(lesson(n)).orElseThrow());
        assertThat(complete.run(participations.require(teacher.teacher(), program.id()), place).complete()).isTrue();
    }

    private LessonId lesson(int n) {
        return program.lessons().get(n).lesson().id();
    }

    private static Instant at(LocalDate day, String time) {
        return OffsetDateTime.parse(day + "T" + time + ":00+08:00").toInstant();
    }

    private List<LocalDate> earned() {
        return db.sql("select earned_on from ledger.entry_card where teacher_id = :t").param("t", teacher.teacher().value()).query(LocalDate.class).list();
    }

    private List<Instant> moments(String column, String table) {
        return db.sql("select " + column + " from learning." + table + " where teacher_id = :t").param("t", teacher.teacher().value())
            .query(OffsetDateTime.class).list().stream().map(OffsetDateTime::toInstant).toList();
    }

    private List<String> findings() {
        return laws.findings(teacher.teacher(), program.id());
    }
}
