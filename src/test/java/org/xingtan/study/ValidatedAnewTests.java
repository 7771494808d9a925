package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Validations;

/** A year that was validated twice: the first time decides what comes back of an event that is opened again. */
@XingtanTest
class ValidatedAnewTests extends StudySteps {

    @Autowired Validations validations;
    @Autowired YearsAudit years;
    @Autowired Clock clock;

    @Test
    void whoStoodAsThereTheFirstTimeHasHisHoursBack() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        var first = clock.instant().truncatedTo(ChronoUnit.MICROS);
        load.correct(principal, event, one, Attendance.State.ABSENT, "点错一行");
        var again = clock.instant().truncatedTo(ChronoUnit.MICROS);
        load.correct(principal, event, one, Attendance.State.PRESENT, "点错一行");
        transaction.executeWithoutResult(then -> {
            validate(first, again);
            assertThat(validations.closedSince(List.of(one, two), YEAR)).isEqualTo(Map.of(one, first));
            load.close(principal, event);

            assertThat(credited(one)).isEqualTo("2.00");
            assertThat(years.findings(false)).noneMatch(it -> it.contains(one.toString()));
            then.setRollbackOnly();
        });
    }

    private void validate(Instant first, Instant again) {
        var call = UUID.randomUUID();
        db.sql("insert into validation.call (id, owner_id, year, title, basis, made_at, made_by) values (:call, :unit, :year, '验证', '文件', now(), :call)").param("call", call)
            .param("unit", school.id().value()).param("year", YEAR).update();
        db.sql("""
                insert into validation.dossier (teacher_id, year, call_id, state, changed_at, organization_id, result, version)
                values (:t, :year, :call, 'VALIDATED', now(), :unit, 'COMPLIANT', 2)
                """)
            .param("t", one.value()).param("year", YEAR).param("call", call).param("unit", school.id().value()).update();
        db.sql("""
                insert into validation.frozen (teacher_id, year, version, call_id, batch_id, organization_id, result, facts, entries, validated_at, validated_by, reason)
                values (:t, :year, 1, :call, :call, :unit, 'COMPLIANT', '{}', 0, :first, :call, null), (:t, :year, 2, :call, null, :unit, 'COMPLIANT', '{}', 0, :again, :call, '学时已更正')
                """)
            .param("t", one.value()).param("year", YEAR).param("call", call).param("unit", school.id().value())
            .param("first", first.atOffset(ZoneOffset.UTC)).param("again", again.atOffset(ZoneOffset.UTC)).update();
    }
}
