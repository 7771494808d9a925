package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What those who take part hear of sessions, and what they do not. */
@XingtanTest
class ToldOfSessionsTests extends DeliverySteps {

    @Autowired Forms forms;

    @Test
    void whatIsLaidOutIsToldOnceItIsCompletedAndThenOnlyWhenItIsElsewhere() {
        training = called(TrainingDays.of(TODAY.plusDays(1), TODAY.plusDays(1)), one, two);
        var session = load.layOut(office, training, "").getFirst();
        assertThat(told()).isEmpty();
        load.complete(office, session, "报告厅", "开班", "6");
        assertThat(told()).containsExactly("delivery.set");
        load.complete(office, session, "报告厅", "开班典礼", "5");
        assertThat(told()).containsExactly("delivery.set");
        load.complete(office, session, "二楼", "开班典礼", "5");
        assertThat(told()).containsExactly("delivery.set", "delivery.changed");
    }

    @Test
    void whatWasClosedOnceIsNotCalledOff() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对");
        assertThat(unmet(() -> keep.cancel(office, session, "停办"))).containsExactly("delivery.cancel.never-closed");
        assertBroken("update delivery.session set state = 'CANCELED', reason = 'x' where id = :id", session);
        assertBroken("update delivery.session set posting = 0 where id = :id", session);
        assertThat(forms.get(office, "/console/delivery/sessions/" + session)).hasStatusOk().bodyText().doesNotContain("取消这次面授");
        load.close(office, session);

        assertThat(credited(one)).isEqualTo("4.00");
    }

    @Test
    void thatItIsCalledOffIsToldAlsoWhenItIsOver() {
        var session = held("4");
        keep.cancel(office, session, "没有举办");
        assertThat(told()).containsExactly("delivery.canceled");
    }

    @Test
    void whyASessionIsOpenedAgainIsForWhoeverKeepsIt() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "王某代签");

        assertThat(forms.get(office, "/console/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("王某代签");
        assertThat(forms.get(cast.actor(one), "/delivery/sessions/" + session)).hasStatusOk().bodyText().doesNotContain("王某代签");
        assertThat(told()).contains("delivery.reopened");
        assertThat(db.sql("select string_agg(arguments::text, ' ') from messaging.message where teacher_id = :t").param("t", one.value()).query(String.class).single())
            .doesNotContain("王某代签");
    }

    /** By their rules, of this module. */
    private List<String> told() {
        return db.sql("select rule from messaging.message where teacher_id = :t and rule like 'delivery.%' order by due_at, id").param("t", one.value()).query(String.class).list();
    }
}
