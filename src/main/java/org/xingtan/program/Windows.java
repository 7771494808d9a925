package org.xingtan.program;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
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
public class Windows {

    /** Which window: of the program, of a phase, or of a course in it. */
    record Place(ProgramId program, @Nullable UUID phase, @Nullable UUID course) {}

    /**
     * A window that stays open longer than was said.
     *
     * @param title of the phase or course; null for the program's own
     * @param from  the end before
     * @param by    name of who extended it; empty when nobody is on record
     */
    public record Extension(@Nullable String title, Window.Kind kind, Instant from, Instant to, String reason, Instant at, String by) {}

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

    /** What was extended, the last first. */
    public List<Extension> extensions(ProgramId program) {
        return db.sql("""
                select coalesce(ph.title, co.title) as title, w.kind, b.closes_at as before, w.closes_at, w.reason, w.set_at, coalesce(t.name, '') as by
                  from program.window w
                  join program.window b on b.program_id = w.program_id and b.phase_id is not distinct from w.phase_id
                   and b.course_id is not distinct from w.course_id and b.kind = w.kind and b.version = w.version - 1
                  left join program.phase ph on ph.id = w.phase_id
                  left join catalog.course_card co on co.id = w.course_id
                  left join directory.teacher_card t on t.teacher_id = w.set_by
                 where w.program_id = :program
                 order by w.set_at desc, w.id desc
                """)
            .param("program", program.value())
            .query((row, _) -> new Extension(row.getString("title"), Window.Kind.valueOf(row.getString("kind")), at(row, "before"), at(row, "closes_at"),
                row.getString("reason"), at(row, "set_at"), row.getString("by"))).list();
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
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
