package org.xingtan.certificate;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.ProgramDetail;

/** The names that a certificate freezes, as the directory has them at this moment. */
@Repository
class Holders {

    /** @param path ltree path of the unit */
    record Holder(String name, @Nullable String document, String unit, String path) {}

    private final JdbcClient db;

    Holders(JdbcClient db) {
        this.db = db;
    }

    Holder find(TeacherId teacher, OrganizationId unit) {
        return db.sql("""
                select t.name, t.document_masked, u.name as unit, u.path
                  from directory.teacher_card t
                  join directory.organization_card u on u.id = :unit
                 where t.teacher_id = :teacher
                """)
            .param("teacher", teacher.value()).param("unit", unit.value())
            .query((row, _) -> new Holder(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
            .optional().orElseThrow(() -> new NotFound(teacher));
    }

    /** Who issues what a program leads to: the authority whose notice it comes from, else the organization that runs it. */
    String issuer(ProgramDetail program) {
        return db.sql("""
                select coalesce(n.issuer, o.name)
                  from directory.organization_card o
                  left join notice.notice_card n on n.id = :notice::uuid
                 where o.id = :owner
                """)
            .param("notice", program.noticeId()).param("owner", program.owner().value())
            .query(String.class).optional().orElseThrow(() -> new NotFound(program.owner()));
    }
}
