package org.xingtan.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.certificate.Certificates;
import org.xingtan.learning.LoadProgress;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.CreditHours;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Laws;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class LessonAppealTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired LoadProgress progress;
    @Autowired Ledger ledger;
    @Autowired Certificates certificates;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired MyAppeals mine;
    @Autowired Matters matters;
    @Autowired Laws laws;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    @Test
    void aLessonThatNeverBroughtHoursCountsAsLearnedByTheDecision() {
        var school = cast.school();
        var county = cast.administrator(school.parent());
        var program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), 2, null)).publish();
        var teacher = cast.actor(cast.teacher(school));
        learning.join(teacher, program);
        learning.play(teacher, program, 0);
        var lesson = program.lessons().get(1).lesson();
        var at = Instant.now().minus(Duration.ofHours(2));
        progress.sessions(Stream.of(new LoadProgress.Played(teacher.teacher(), program.id(), lesson.id(), "phone", at, at.plusSeconds(600), at.plusSeconds(601), 2.0, 300, 20)));
        var offered = mine.offered(teacher.teacher()).get(Appeal.Kind.LESSON);
        assertThat(offered).singleElement().satisfies(it -> assertThat(it.title()).isEqualTo(lesson.title()));
        assertThat(mine.offered(county.teacher())).doesNotContainKey(Appeal.Kind.LESSON);

        assertThat(mvc.get().uri("/appeals/new?kind=LESSON&about=" + offered.getFirst().reference()).with(as(teacher))).hasStatusOk();
        var appeal = file.file(teacher, new FileAppeal.Filing(UUID.randomUUID(), matters.subject(teacher.teacher(), Appeal.Kind.LESSON, offered.getFirst().reference()),
            "我在手机上学完了这节课，请核对。", List.of()));
        assertThat(mvc.get().uri("/console/appeals/" + teacher.teacher() + "/" + appeal.id()).with(as(county))).hasStatusOk().bodyText().contains("视为学完");
        assertThat(mvc.get().uri("/appeals/" + appeal.id()).with(as(teacher))).hasStatusOk().bodyText().contains("已学 5 分钟");
        decide.decide(county, teacher.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "停电，签到表可证"));

        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("1.00"));
        assertThat(certificates.ofTeacher(teacher.teacher()).getFirst().isValid()).isTrue();
        assertThat(mine.offered(teacher.teacher())).doesNotContainKey(Appeal.Kind.LESSON);
        assertThat(mvc.get().uri("/appeals/" + appeal.id()).with(as(teacher))).hasStatusOk();
        assertThatThrownBy(() -> db.sql("update learning.accepted_lesson set reason = 'x' where teacher_id = :t").param("t", teacher.teacher().value()).update())
            .isInstanceOf(DataAccessException.class);
        assertThat(laws.findings(teacher.teacher(), program.id())).isEmpty();
    }
}
