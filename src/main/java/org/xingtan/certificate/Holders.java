package org.xingtan.certificate;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

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

    String organization(OrganizationId organization) {
        return db.sql("select name from directory.organization_card where id = :id")
            .param("id", organization.value()).query(String.class).optional().orElseThrow(() -> new NotFound(organization));
    }
}
