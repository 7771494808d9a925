package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.directory.Role;
import org.xingtan.enrollment.Participations;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Refused;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Laws;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

/** Who did not come to a training that meets on days, whatever he has opened of its online text. */
@XingtanTest
class AbsentTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired Participations participations;
    @Autowired KeepList lists;
    @Autowired ReportAbsence absences;
    @Autowired Ledger ledger;
    @Autowired CorrectEntry correct;
    @Autowired ReverseEntry reverse;
    @Autowired Forms forms;
    @Autowired Laws laws;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Called.Town town;
    private Actor teacher;

    @BeforeEach
    void buildATown() {
        town = called.town();
        teacher = called.teacher(town.school());
    }

    @Test
    void whoHasOpenedALessonAndDidNotComeIsAbsentAndKeepsHisHours() {
        var program = training(2);
        var id = listed(program);
        begin(program);
        learning.play(teacher, program, 1);
        var page = "/console/applications/calls/" + program.id() + "/list";
        assertThat(forms.get(town.cityOffice(), page)).hasStatusOk().bodyText().contains(id + "/absence\"", "不论是否打开过在线内容");

        absences.absent(town.cityOffice(), id, "not there, no word");

        assertThat(called.state(id)).isEqualTo("ABSENT");
        assertThat(participations.find(teacher.teacher(), program.id())).isEmpty();
        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).as("what he has learned is his").isEqualTo(CreditHours.of("0.50"));
        assertThat(laws.findings(teacher.teacher(), program.id())).isEmpty();
        assertThat(forms.get(town.cityOffice(), page)).bodyText().contains(id + "/absence/removal\"").doesNotContain(id + "/absence\"");

        absences.excuse(town.cityOffice(), id, "was ill");
        assertThat(called.state(id)).isEqualTo("RESIGNED");
        assertThat(laws.findings(teacher.teacher(), program.id())).isEmpty();
    }

    /** The page on which he plays may stay open behind it. */
    @Test
    void whatGoesOnPlayingFinishesNothingAndIsNoFinding() {
        var program = training(2);
        var id = listed(program);
        begin(program);
        learning.watch(teacher, program, 0);
        assertThat(laws.findings(teacher.teacher(), program.id())).as("while he takes part it would have to be finished").isNotEmpty();

        absences.absent(town.cityOffice(), id, "not there");

        assertThat(laws.findings(teacher.teacher(), program.id())).isEmpty();
    }

    @Test
    void hoursOfWhoLeftAreCorrectedAndCountInNoFigureOfTheProgram() {
        var program = training(2);
        var id = listed(program);
        begin(program);
        learning.play(teacher, program, 1);
        absences.absent(town.cityOffice(), id, "not there");
        var administrator = cast.administrator(town.school());

        var entry = db.sql("select id from ledger.entry where teacher_id = :t").param("t", teacher.teacher().value()).query(UUID.class).single();
        var less = correct.correct(administrator, teacher.teacher(), entry, new CreditHours(new BigDecimal("0.25")), "half of it");
        assertThat(laws.findings(teacher.teacher(), program.id())).isEmpty();
        reverse.reverse(administrator, teacher.teacher(), less.id(), "none of it");

        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("0.00"));
        assertThat(laws.findings(teacher.teacher(), program.id())).isEmpty();
    }

    @Test
    void whoHasCompletedTheTrainingWasThere() {
        var program = training(1);
        var id = listed(program);
        begin(program);
        learning.play(teacher, program, 0);

        var refused = catchThrowableOfType(Refused.class, () -> absences.absent(town.cityOffice(), id, "not there")).verdict().unmet();
        assertThat(refused).extracting(Condition::code).containsExactly("application.completed-already");
        assertThat(refused.getFirst().arguments()).containsExactly(CreditHours.of("0.50"));
        assertThat(refusal(() -> absences.excuse(town.cityOffice(), id, "ill"))).isEqualTo("application.completed-already");
        assertThat(participations.find(teacher.teacher(), program.id())).isPresent();
        assertThat(forms.get(town.cityOffice(), "/console/applications/calls/" + program.id() + "/list")).hasStatusOk().bodyText().contains("记有 0.50 学时").doesNotContain(id + "/absence");
    }

    @Test
    void whoKeepsTheListReadsThatHeDoesNotSayItOfHimself() {
        var program = training(2);
        var self = cast.actor(cast.staff(town.city(), Role.TRAINING_ADMINISTRATOR));
        var id = called.apply(self, program.id());
        called.approve(town.cityOffice(), id);
        called.end(program.id());
        lists.publish(town.cityOffice(), program.id());

        var page = "/console/applications/calls/" + program.id() + "/list";
        assertThat(forms.get(self, page)).hasStatusOk().bodyText().contains("不是您本人的").doesNotContain(id + "/absence");
        assertThat(forms.get(town.cityOffice(), page)).bodyText().contains(id + "/absence\"");
    }

    /** A training that meets today, with so many lessons without a quiz. */
    private ProgramDetail training(int lessons) {
        var topic = curriculum.aProgram(town.city().id()).phase(curriculum.course(town.city().id(), lessons, null)).publish();
        var plain = called.definition(town.city(), 2, 0);
        called.publish(new DefineCall.Definition(topic.id(), null, "series " + topic.id(), null, 2, 0, TrainingDays.of(called.today(), called.today()), 0, true,
            plain.applyFrom(), plain.applyTo(), plain.deadlines()));
        return topic;
    }

    private UUID listed(ProgramDetail program) {
        var id = called.admitted(town, program.id(), teacher);
        called.end(program.id());
        lists.publish(town.cityOffice(), program.id());
        return id;
    }

    private void begin(ProgramDetail program) {
        participations.markStarted(participations.require(teacher.teacher(), program.id()), clock.instant());
    }

    private static String refusal(ThrowingCallable act) {
        return catchThrowableOfType(Refused.class, act).verdict().unmet().getFirst().code();
    }
}
