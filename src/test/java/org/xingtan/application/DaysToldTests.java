package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Class days come later by a notice of their own, and whoever is admitted or in reserve is told, also when they are moved. */
@XingtanTest
class DaysToldTests {

    @Autowired Called called;
    @Autowired ReviewApplication review;
    @Autowired KeepList lists;
    @Autowired Forms forms;
    @Autowired JdbcClient db;

    private Called.Town town;
    private Actor teacher;
    private Actor reserve;
    private Actor other;
    private ProgramId program;
    private UUID id;
    private String days;

    @BeforeEach
    void admitSomebody() {
        town = called.town();
        teacher = called.teacher(town.school());
        reserve = called.teacher(town.school());
        other = called.teacher(town.school());
        program = called.call(town.city(), 1, 1);
        id = called.admitted(town, program, teacher);
        review.review(town.cityOffice(), called.atTheCity(town, program, reserve), ReviewApplication.Decision.RESERVE, "");
        called.apply(other, program);
        days = "/console/applications/calls/" + program + "/days";
    }

    @Test
    void whoIsAdmittedOrInReserveIsToldTheDaysAndTheNotice() {
        assertThat(set("2031-04-20~2031-04-24", "穗师训〔2031〕7号", "")).isEqualTo(302);
        assertThat(set("2031-04-20~2031-04-24", "穗师训〔2031〕7号", "")).as("sent twice").isEqualTo(302);

        assertThat(told(teacher)).singleElement().asString().contains("2031年4月20日 – 2031年4月24日", "穗师训〔2031〕7号", "20 Apr 2031 – 24 Apr 2031");
        assertThat(told(reserve)).hasSize(1);
        assertThat(told(other)).as("not decided on").isEmpty();
        assertThat(inbox(teacher)).contains("的培训日期是：2031年4月20日 – 2031年4月24日。开班通知：穗师训〔2031〕7号。");
        assertThat(forms.get(teacher, "/applications/programs/" + program)).bodyText().contains("2031年4月20日 – 2031年4月24日", "穗师训〔2031〕7号");
        called.end(program);
        lists.publish(town.cityOffice(), program);
        assertThat(forms.get(teacher, "/applications/" + id)).hasStatusOk().bodyText().contains("2031年4月20日 – 2031年4月24日", "穗师训〔2031〕7号");
    }

    @Test
    void publishedDaysAreMovedWithAReason() {
        assertThat(set("2031-04-20", "", "")).isEqualTo(302);
        assertThat(inbox(teacher)).contains("的培训日期是：2031年4月20日。").doesNotContain("开班通知");
        assertThat(set("2031-05-20", "", " ")).isEqualTo(422);
        assertThat(forms.post(town.cityOffice(), days, "days", "2031-05-20")).hasStatus(422).bodyText().contains("改变已经公布的日期要写理由");
        assertThat(set("2031-05-20", "x".repeat(101), "场地维修")).isEqualTo(422);
        assertThat(told(teacher)).hasSize(1);

        assertThat(set("2031-05-20", "", "场地维修")).isEqualTo(302);
        assertThat(inbox(teacher)).contains("的培训日期改为：2031年5月20日。理由：场地维修");
        assertThat(set("", "", "讲师另有安排")).isEqualTo(302);
        assertThat(inbox(teacher)).contains("原定的培训日期取消，新的日期另行通知。理由：讲师另有安排");
        assertThat(told(reserve)).hasSize(3);
        assertThat(db.sql("select after::text from audit.entry where act = 'application.days' and target = :o order by at desc limit 1").param("o", "program:" + program)
            .query(String.class).single()).contains("讲师另有安排");
    }

    /** The program can be learned until in a month. */
    @Test
    void daysBesideTheTimeToLearnAreSetAndPointedOut() {
        var page = "/console/applications/calls/" + program;
        assertThat(set(called.today().plusDays(10).toString(), "", "")).isEqualTo(302);
        assertThat(forms.get(town.cityOffice(), page)).hasStatusOk().bodyText().doesNotContain("在培训内容的学习时间");
        assertThat(set(called.today().plusDays(10) + ", 2031-04-20", "", "多一天")).isEqualTo(302);
        assertThat(forms.get(town.cityOffice(), page)).bodyText().contains("、2031年4月20日）在培训内容的学习时间");
    }

    private int set(String when, String notice, String reason) {
        return forms.post(town.cityOffice(), days, "days", when, "notice", notice, "reason", reason).getResponse().getStatus();
    }

    private List<String> told(Actor actor) {
        return db.sql("select arguments::text from messaging.message where teacher_id = :t and rule = 'application.days' order by due_at, id").param("t", actor.teacher().value())
            .query(String.class).list();
    }

    private String inbox(Actor actor) {
        return new String(forms.get(actor, "/me/messages").getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
