package org.xingtan.program;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;

/** The windows of programs, version by version. */
@Repository
class Windows {

    /** Which window: of the program, of a phase, or of a course in it. */
    record Place(ProgramId program, @Nullable UUID phase, @Nullable UUID course) {}

    private final JdbcClient db;
    private final Clock clock;

    Windows(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void set(Place place, Window window, int version, String reason, @Nullable TeacherId by) {
        db.sql("""
                insert into program.window
                    (id, program_id, phase_id, course_id, kind, opens_at, closes_at, version, reason, set_at, set_by)
                values (:id, :program, :phase::uuid, :course::uuid, :kind, :opens, :closes, :version, :reason, :at, :by::uuid)
                """)
            .param("id", Uuids.next())
            .param("program", place.program().value())
            .param("phase", place.phase())
            .param("course", place.course())
            .param("kind", window.kind().name())
            .param("opens", window.opens().atOffset(ZoneOffset.UTC))
            .param("closes", window.closes().atOffset(ZoneOffset.UTC))
            .param("version", version)
            .param("reason", reason)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", by == null ? null : by.value())
            .update();
    }

    int version(Place place, Window.Kind kind) {
        return db.sql("""
                select coalesce(max(version), 0)
                  from program.window
                 where program_id = :program
                   and phase_id is not distinct from :phase::uuid
                   and course_id is not distinct from :course::uuid
                   and kind = :kind
                """)
            .param("program", place.program().value())
            .param("phase", place.phase())
            .param("course", place.course())
            .param("kind", kind.name())
            .query(Integer.class).single();
    }
}
