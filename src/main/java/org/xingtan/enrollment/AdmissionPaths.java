package org.xingtan.enrollment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.ProgramId;

/** By which path people come into each program. */
@Repository
public class AdmissionPaths {

    private final JdbcClient db;

    AdmissionPaths(JdbcClient db) {
        this.db = db;
    }

    public AdmissionPath of(ProgramId program) {
        return db.sql("select path from enrollment.admission_path where program_id = :program").param("program", program.value())
            .query(String.class).optional().map(AdmissionPath::valueOf).orElse(AdmissionPath.OPEN);
    }

    /** From now on; who is in stays in. */
    public void set(ProgramId program, AdmissionPath path) {
        db.sql("""
                insert into enrollment.admission_path (program_id, path) values (:program, :path)
                on conflict (program_id) do update set path = excluded.path
                """)
            .param("program", program.value()).param("path", path.name()).update();
    }
}
