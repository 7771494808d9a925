package org.xingtan.cover;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.OrganizationId;

/** Whoever a unit goes up in keeps what is arranged in it: its people go along. The history says that it was passed on. */
@Repository
class PassArrangements implements Organizations.Heir {

    private final JdbcClient db;
    private final Clock clock;

    PassArrangements(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                -- all teachers: those of one unit
                with passed as (
                    update cover.arrangement set unit_id = :into, version = version + 1, set_at = :now
                     where unit_id = :unit and state = 'ARRANGED'
                    returning teacher_id, day, cause, unit_id, title, version, kind, covered_by, note, set_at)
                insert into cover.act (teacher_id, day, cause, unit_id, title, version, act, kind, covered_by, note, at)
                select teacher_id, day, cause, unit_id, title, version, 'PASSED', kind, covered_by, note, set_at from passed
                """)
            .param("unit", unit.value()).param("into", into.value()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }
}
