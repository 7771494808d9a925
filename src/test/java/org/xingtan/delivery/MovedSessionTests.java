package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** A session that is moved: who was there was there then, and leave that was refused is asked for anew. */
@XingtanTest
class MovedSessionTests extends DeliverySteps {

    @Autowired Leaves leaves;
    @Autowired Forms forms;

    @Test
    void whereSomebodyWasDayAndTimeStay() {
        var session = held("4");
        assertThat(unmet(() -> keep.change(office, session, form(FIRST.plusDays(1), "09:00", "12:00", "4")))).containsExactly("delivery.form.stays");
        assertThat(unmet(() -> keep.change(office, session, form(FIRST, "13:00", "16:00", "4")))).containsExactly("delivery.form.stays");
        assertBroken("update delivery.session set day = day + 1 where id = :id", session);
        assertThat(forms.post(office, "/console/delivery/sessions/" + session, "day", FIRST.plusDays(1).toString(), "starts", "09:00", "ends", "12:00", "topic", "t", "hours", "4"))
            .hasStatus(422).bodyText().contains("日期和时间不变");
        load.complete(office, session, "三楼", "换了教室", "4");
        load.close(office, session);
        load.reopen(office, session, "核对名单");

        assertThat(unmet(() -> keep.change(office, session, form(FIRST.plusDays(1), "09:00", "12:00", "4")))).containsExactly("delivery.form.stays");
        load.set(office, training, form(FIRST.plusDays(2), "09:00", "12:00", "4"));
        assertBroken("""
            update delivery.attendance set session_id = (select o.id from delivery.session o join delivery.session s on s.training_id = o.training_id and s.id <> o.id where s.id = :id)
             where session_id = :id
            """, session);
        assertThat(sessions.find(session).orElseThrow().day()).isEqualTo(FIRST);
    }

    @Test
    void whoIsOnLeaveHoldsNoSessionBack() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.EXCUSED, "住院");
        keep.change(office, session, form(FIRST.plusDays(1), "09:00", "12:00", "4"));

        assertThat(sessions.find(session).orElseThrow().day()).isEqualTo(FIRST.plusDays(1));
    }

    @Test
    void refusedLeaveIsAskedForAnewOnceTheSessionHasMoved() {
        var tomorrow = tomorrow();
        load.ask(cast.actor(one), tomorrow, "上午有课");
        load.answer(office, tomorrow, List.of(one), false, "人手不足");
        assertThat(unmet(() -> load.ask(cast.actor(one), tomorrow, "还是不行"))).containsExactly("delivery.leave.not-refused");
        keep.change(office, tomorrow, form(TODAY.plusDays(1), "14:00", "17:00", "2"));
        assertThat(mine.one(cast.actor(one), tomorrow).leaves()).isTrue();
        load.ask(cast.actor(one), tomorrow, "下午也有课");

        assertThat(leaves.find(one, tomorrow).orElseThrow()).satisfies(it -> {
            assertThat(it.isAsked()).isTrue();
            assertThat(it.answer()).isEmpty();
            assertThat(it.byName()).isNull();
        });
        load.answer(office, tomorrow, List.of(one), false, "人手不足");
        assertThat(mine.one(cast.actor(one), tomorrow).leaves()).isFalse();
        assertBroken("update delivery.leave set state = 'WITHDRAWN' where session_id = :id", tomorrow);
    }

    @Test
    void grantedLeaveTakesThePlaceOfATickedAbsence() {
        var session = tomorrow();
        load.ask(cast.actor(one), session, "住院");
        load.ask(cast.actor(two), session, "外出");
        db.sql("update delivery.session set day = day - 3 where id = :id").param("id", session).update();
        load.enter(office, session, List.of(one), Attendance.State.ABSENT, "");
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "");
        load.answer(office, session, List.of(one, two), true, "");

        assertThat(state(one, session)).isEqualTo("EXCUSED LEAVE");
        assertThat(state(two, session)).isEqualTo("PRESENT TICKED");
    }

    /** Of a training that has today and tomorrow. */
    private UUID tomorrow() {
        now("0");
        return load.set(office, training, form(TODAY.plusDays(1), "09:00", "12:00", "2"));
    }
}
