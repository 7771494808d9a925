package org.xingtan.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
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

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private record Placed(String path, AnnualRequirement requirement) {}

    private record Known(List<Placed> all, long readAt) {}

    private final JdbcClient db;
    private volatile Known known = new Known(List.of(), System.nanoTime() - 2 * FRESH);

    Requirements(JdbcClient db) {
        this.db = db;
    }

    /** What the nearest authority on the path asks for in that year, in its newest version; as it was at most a second ago. */
    Optional<AnnualRequirement> inForce(String path, int year) {
        return all().stream()
            .filter(it -> it.requirement.year() == year && (path.equals(it.path) || path.startsWith(it.path + ".")))
            .max(Comparator.comparingInt((Placed it) -> it.path.length()).thenComparing(it -> it.requirement.version()))
            .map(Placed::requirement);
    }

    /** Few rows that every home page needs: read together, once a second at most. */
    private List<Placed> all() {
        var current = known;
        if (System.nanoTime() - current.readAt < FRESH) {
            return current.all;
        }
        var at = System.nanoTime();
        var all = db.sql("""
                select o.path, r.jurisdiction, r.year, r.version, r.title, r.basis, r.total, r.categories
                  from ledger.annual_requirement r
                  join directory.organization_card o on o.id = r.jurisdiction
                """)
            .query((row, _) -> new Placed(row.getString("path"), requirement(row))).list();
        known = new Known(List.copyOf(all), at);
        return all;
    }

    Optional<AnnualRequirement> newest(OrganizationId jurisdiction, int year) {
        return db.sql(SELECT + " where r.jurisdiction = :jurisdiction and r.year = :year order by r.version desc limit 1")
            .param("jurisdiction", jurisdiction.value()).param("year", year)
            .query((row, _) -> requirement(row)).optional();
    }

    void add(AnnualRequirement requirement) {
        known = new Known(List.of(), System.nanoTime() - 2 * FRESH);
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
