package org.xingtan.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;

/** The annual requirements; a correction is a new version. */
@Repository
class Requirements {

    private static final String SELECT = """
        select r.jurisdiction, r.year, r.version, r.title, r.basis, r.total, r.categories
          from ledger.annual_requirement r
        """;

    private final JdbcClient db;

    Requirements(JdbcClient db) {
        this.db = db;
    }

    /** What the nearest authority on the path asks for in that year, in its newest version. */
    Optional<AnnualRequirement> inForce(String path, int year) {
        return db.sql(SELECT + """
                  join directory.organization_card o on o.id = r.jurisdiction
                 where r.year = :year and o.path = any (cast(:lineage as public.ltree[]))
                 order by public.nlevel(o.path) desc, r.version desc
                 limit 1
                """)
            .param("year", year).param("lineage", Jurisdictions.lineage(path))
            .query((row, _) -> requirement(row)).optional();
    }

    Optional<AnnualRequirement> newest(OrganizationId jurisdiction, int year) {
        return db.sql(SELECT + " where r.jurisdiction = :jurisdiction and r.year = :year order by r.version desc limit 1")
            .param("jurisdiction", jurisdiction.value()).param("year", year)
            .query((row, _) -> requirement(row)).optional();
    }

    void add(AnnualRequirement requirement) {
        db.sql("""
                insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories)
                values (:jurisdiction, :year, :version, :title, :basis, :total, :categories)
                """)
            .param("jurisdiction", requirement.jurisdiction().value()).param("year", requirement.year())
            .param("version", requirement.version()).param("title", requirement.title()).param("basis", requirement.basis())
            .param("total", requirement.total().value()).param("categories", Json.jsonb(requirement.categories()))
            .update();
    }

    private static AnnualRequirement requirement(ResultSet row) throws SQLException {
        return new AnnualRequirement(new OrganizationId(row.getObject("jurisdiction", UUID.class)), row.getInt("year"), row.getInt("version"),
            row.getString("title"), row.getString("basis"), new CreditHours(row.getBigDecimal("total")),
            Json.read(row.getString("categories"), new TypeReference<List<AnnualRequirement.Category>>() {}));
    }
}
