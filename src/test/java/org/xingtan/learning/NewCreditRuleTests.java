package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.catalog.LessonCard;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participations;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.LessonId;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.PublishRules;
import org.xingtan.program.Rules;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Laws;
import org.xingtan.testing.XingtanTest;

/** What a lesson brings is by the rules of its day and of its own minutes, whatever rules there were before. */
@XingtanTest
class NewCreditRuleTests {

    private static final CreditRule.Measure ONE_MINUTE = new CreditRule.VerifiedMinutes(1);
    private static final CreditRule.Measure TWO_MINUTES = new CreditRule.VerifiedMinutes(2);
    private static final CreditRule.Measure TWO_HOURS = new CreditRule.Fixed(CreditHours.of("2.00"));

    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired Participations participations;
    @Autowired CompleteLesson complete;
    @Autowired Ledger ledger;
    @Autowired Laws laws;
    @Autowired PublishRules publishRules;
    @Autowired Programs programs;
    @Autowired Clock clock;

    private Cast.Place school;
    private ProgramDetail program;
    private Actor teacher;

    @BeforeEach
    void plant() {
        school = cast.school();
    }

    @Test
    void underOneRuleNothingIsLostToRounding() {
        given(TWO_MINUTES);

        assertThat(List.of(learned(0), learned(1), learned(2))).containsExactly("0.33", "0.33", "0.34");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aLessonAfterStricterRulesBringsItsMinutes() {
        given(ONE_MINUTE);
        assertThat(List.of(learned(0), learned(1))).containsExactly("0.66", "0.67");
        publish(TWO_MINUTES);

        assertThat(List.of(learned(2), learned(3))).containsExactly("0.34", "0.33");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aLessonAfterMilderRulesIsNotPaidForThePast() {
        given(TWO_MINUTES);
        assertThat(List.of(learned(0), learned(1))).containsExactly("0.33", "0.33");
        publish(ONE_MINUTE);

        assertThat(learned(2)).isEqualTo("0.67");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aLessonAfterFixedHoursBringsItsMinutes() {
        given(TWO_HOURS);
        assertThat(List.of(learned(0), learned(1))).containsExactly("2.00", "2.00");
        publish(ONE_MINUTE);

        assertThat(learned(2)).isEqualTo("0.67");
        assertThat(findings()).isEmpty();
    }

    /** The rest of a lesson brings its own minutes where minutes count, and never the fixed hours of the whole. */
    @Test
    void theRestOfALessonBringsWhatItIs() {
        given(ONE_MINUTE);
        assertThat(played(0, 38)).isEqualTo("0.63");
        assertThat(played(1, 38)).isEqualTo("0.63");
        publish(TWO_MINUTES);
        assertThat(played(0, 40)).isEqualTo("0.02");
        publish(TWO_HOURS);
        assertThat(played(1, 40)).isEqualTo("0.00");
        assertThat(played(2, 38)).isEqualTo("2.00");
        publish(ONE_MINUTE);
        assertThat(played(2, 40)).isEqualTo("0.04");
        assertThat(findings()).isEmpty();
        assertThatThrownBy(() -> db.sql("update learning.lesson_growth set from_seconds = 1 where teacher_id = :t").param("t", teacher.teacher().value()).update())
            .hasMessageContaining("append-only");
    }

    /** Formerly minutes were converted on all that had been earned: a lesson after stricter rules brought nothing, and that is what it brought. */
    @Test
    void whatWasCountedBeforeStaysProven() {
        given(ONE_MINUTE);
        learned(0);
        learned(1);
        publish(TWO_MINUTES);
        session(2, 40);
        db.sql("insert into learning.lesson_completion (teacher_id, program_id, lesson_id, completed_at, verified_seconds) values (:t, :p, :l, :now, 40)")
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("t", teacher.teacher().value()).param("p", program.id().value()).param("l", lesson(2).value()).update();
        db.sql("update learning.lesson_completion set counted_at = null where teacher_id = :t").param("t", teacher.teacher().value()).update();
        assertThat(findings()).isEmpty();

        assertThat(learned(3)).isEqualTo("0.33");
        assertThat(findings()).isEmpty();
    }

    private void given(CreditRule.Measure measure) {
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), LessonCard.Kind.VIDEO, 4, null))
            .credit(new CreditRule("PROFESSIONAL", measure, List.of())).publish();
        teacher = cast.actor(cast.teacher(school));
        join.join(teacher, program.id(), null);
    }

    private void publish(CreditRule.Measure measure) {
        var rules = program.rules();
        publishRules.publish(program.id(), new Rules(rules.completion(), new CreditRule("PROFESSIONAL", measure, List.of()), rules.certificate()),
            cast.administrator(school));
        program = programs.current(program.id());
    }

    /** @return the hours that it brought */
    private String learned(int n) {
        return played(n, 40);
    }

    private String played(int n, int seconds) {
        var before = earned();
        session(n, seconds);
        var placed = program.lesson(lesson(n)).orElseThrow();
        assertThat(complete.run(participations.require(teacher.teacher(), program.id()), new LessonPlaces.Place(program, placed)).complete()).isTrue();
        return earned().subtract(before).toPlainString();
    }

    private void session(int n, int seconds) {
        db.sql("""
                insert into learning.session (teacher_id, id, program_id, lesson_id, opened_at, last_beat_at, ended_at, device, max_rate, covered)
                values (:t, :id, :p, :l, now() - interval '2 hours', now() - interval '1 hour', now() - interval '1 hour', 'Firefox', 1,
                        int4multirange(int4range(0, :seconds)))
                """)
            .param("t", teacher.teacher().value()).param("id", UUID.randomUUID()).param("p", program.id().value()).param("l", lesson(n).value())
            .param("seconds", seconds).update();
    }

    private LessonId lesson(int n) {
        return program.lessons().get(n).lesson().id();
    }

    private BigDecimal earned() {
        return ledger.hours(teacher.teacher(), program.id()).earned().value();
    }

    private List<String> findings() {
        return laws.findings(teacher.teacher(), program.id());
    }
}
