package org.xingtan.program;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;

/** The facts of completion, written by whoever judged them. Figures are kept by the one who writes. */
@Repository
public class Completions {

    /** @param version of the rules that it was judged by */
    public record Completion(String track, Instant at, int version) {}

    private final JdbcClient db;

    Completions(JdbcClient db) {
        this.db = db;
    }

    /**
     * Once completed stays completed at its first instant; judged again on another track it keeps the instant.
     *
     * @return whether it is new
     */
    public boolean record(TeacherId teacher, ProgramId program, String track, Instant at, int version) {
        var inserted = db.sql("""
                insert into program.completion (teacher_id, program_id, track, completed_at, rule_version)
                values (:teacher, :program, :track, :at, :version)
                on conflict (teacher_id, program_id) do nothing
                """)
            .param("teacher", teacher.value())
            .param("program", program.value())
            .param("track", track)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("version", version)
            .update();
        if (inserted == 0) {
            move(teacher, program, track, version);
        }
        return inserted == 1;
    }

    private void move(TeacherId teacher, ProgramId program, String track, int version) {
        db.sql("""
                update program.completion set track = :track, rule_version = :version
                 where teacher_id = :teacher and program_id = :program and track <> :track
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("track", track).param("version", version)
            .update();
    }

    /** @return whether there was one */
    public boolean remove(TeacherId teacher, ProgramId program) {
        return db.sql("delete from program.completion where teacher_id = :teacher and program_id = :program")
            .param("teacher", teacher.value()).param("program", program.value()).update() == 1;
    }

    /** The rules of a program as that version had them. */
    public Rules rules(ProgramId program, int version) {
        return db.sql("select rules from program.rules where program_id = :program and version = :version")
            .param("program", program.value()).param("version", version)
            .query((row, _) -> Json.read(row.getString(1), Rules.class)).single();
    }

    /** Which rules of a program were out when: the first ones from the beginning of time. */
    public NavigableMap<Instant, Rules> versions(ProgramId program) {
        var versions = new TreeMap<Instant, Rules>();
        db.sql("select published_at, rules from program.rules where program_id = :program order by version").param("program", program.value())
            .query(row -> {
                versions.put(versions.isEmpty() ? Instant.MIN : row.getObject(1, OffsetDateTime.class).toInstant(), Json.read(row.getString(2), Rules.class));
            });
        return versions;
    }

    public Optional<Completion> find(TeacherId teacher, ProgramId program) {
        return db.sql("select track, completed_at, rule_version from program.completion where teacher_id = :teacher and program_id = :program")
            .param("teacher", teacher.value()).param("program", program.value())
            .query((row, _) -> new Completion(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getInt(3)))
            .optional();
    }
}
