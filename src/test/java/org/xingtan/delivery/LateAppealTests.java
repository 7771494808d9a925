package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.testing.XingtanTest;

/** Somebody was late at a session that nobody closes. */
@XingtanTest
class LateAppealTests extends DeliverySteps {

    @Autowired SessionMatter matter;
    @Autowired FileAppeal file;

    /** Until the closing nobody knows whether it brings hours; whoever never closes it keeps that open for a year. */
    @Test
    void itsTimeBeginsAYearAfterTheSessionAtTheLatest() {
        keep.rule(office, training, "10", false);
        var lately = late(TODAY.minusDays(300));
        var longAgo = late(TODAY.minusDays(450));

        assertThat(matter.find(one, lately).orElseThrow().at()).isAfter(Instant.now().minus(Duration.ofDays(1)));
        assertThat(filed(lately).reference()).isEqualTo(lately);
        assertThat(unmet(() -> filed(longAgo))).containsExactly("appeal.in-time");
    }

    private Appeal filed(UUID session) {
        return file.file(cast.actor(one), new FileAppeal.Filing(Uuids.next(), matter.find(one, session).orElseThrow(), "当天准时到场，签到表上有签名。", List.of()));
    }

    private UUID late(LocalDate day) {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        db.sql("update delivery.session set day = :day where id = :id").param("day", day).param("id", session).update();
        var at = day.atTime(9, 30).atZone(Window.ZONE).toInstant().atOffset(ZoneOffset.UTC);
        db.sql("insert into delivery.attendance (teacher_id, session_id, state, how, at, by_name) values (:t, :s, 'LATE', 'TICKED', :at, 'x')")
            .param("t", one.value()).param("s", session).param("at", at).update();
        db.sql("insert into delivery.attendance_act (teacher_id, session_id, n, after, how, at, by, by_name) values (:t, :s, 1, 'LATE', 'TICKED', :at, :by, 'x')")
            .param("t", one.value()).param("s", session).param("at", at).param("by", office.teacher().value()).update();
        return session;
    }
}
