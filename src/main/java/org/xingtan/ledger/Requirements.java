package org.xingtan.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;

/** The annual requirements; a correction is a new version. */
@Repository
public class Requirements {

    private static final String SELECT = """
        select r.jurisdiction, r.year, r.version, r.title, r.basis, r.total, r.categories, r.themes, r.day_max, r.new_hires
          from ledger.annual_requirement r
        """;

    /** The day of the regulations. */
    private static final CreditHours USUAL_DAY = CreditHours.of("8");

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private record Placed(String path, AnnualRequirement requirement) {}

    private record Known(List<Placed> all, long readAt) {}

    private final JdbcClient db;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), System.nanoTime() - 2 * FRESH);

    Requirements(JdbcClient db, Clock clock) {
        this.clock = clock;
        this.db = db;
    }

    /** What the nearest authority on the path asks for in that year, in its newest version; as it was at most a second ago. */
    public Optional<AnnualRequirement> inForce(String path, int year) {
        return all().stream()
            .filter(it -> it.requirement.year() == year && (path.equals(it.path) || path.startsWith(it.path + ".")))
            .max(Comparator.comparingInt((Placed it) -> it.path.length()).thenComparing(it -> it.requirement.version()))
            .map(Placed::requirement);
    }

    /** What an authority itself asks for in that year, in its newest version; as it was at most a second ago. */
    public Optional<AnnualRequirement> inForce(OrganizationId jurisdiction, int year) {
        return all().stream().map(Placed::requirement).filter(it -> it.year() == year && it.jurisdiction().equals(jurisdiction))
            .max(Comparator.comparingInt(AnnualRequirement::version));
    }

    /**
     * How many hours one day holds of what the platform has not measured itself: as many as the ledger lets it hold of all hours, and those of
     * the regulations where the year says nothing of it.
     */
    public CreditHours dayOutside(String path, int year) {
        return inForce(path, year).map(AnnualRequirement::dayMax).orElse(USUAL_DAY);
    }

    /** Few rows that every home page needs: read together, once a second at most. */
    private List<Placed> all() {
        var current = known;
        if (System.nanoTime() - current.readAt < FRESH) {
            return current.all;
        }
        var at = System.nanoTime();
        var all = db.sql("""
                select o.path, r.jurisdiction, r.year, r.version, r.title, r.basis, r.total, r.categories, r.themes, r.day_max, r.new_hires
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

    /** What an authority itself asks for, in every year and version, the newest first. */
    public List<AnnualRequirement> of(OrganizationId jurisdiction) {
        return db.sql(SELECT + " where r.jurisdiction = :jurisdiction order by r.year desc, r.version desc")
            .param("jurisdiction", jurisdiction.value()).query((row, _) -> requirement(row)).list();
    }

    /** Until the transaction ends nobody else defines what this authority asks for. */
    void lock(OrganizationId jurisdiction) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('annual_requirement' || :jurisdiction, 0))").param("jurisdiction", jurisdiction.toString()).query(_ -> {});
    }

    void add(AnnualRequirement requirement, @Nullable TeacherId by) {
        known = new Known(List.of(), System.nanoTime() - 2 * FRESH);
        db.sql("""
                insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories, themes, day_max, new_hires,
                       defined_at, defined_by)
                values (:jurisdiction, :year, :version, :title, :basis, :total, :categories, :themes, :dayMax, :newHires, :at, :by)
                """)
            .param("jurisdiction", requirement.jurisdiction().value()).param("year", requirement.year())
            .param("version", requirement.version()).param("title", requirement.title()).param("basis", requirement.basis())
            .param("total", requirement.total().value()).param("categories", Json.jsonb(requirement.categories()))
            .param("themes", Json.jsonb(requirement.themes()))
            .param("dayMax", requirement.dayMax() == null ? null : requirement.dayMax().value()).param("newHires", requirement.newHires().name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", by == null ? null : by.value(), java.sql.Types.OTHER)
            .update();
    }

    private static AnnualRequirement requirement(ResultSet row) throws SQLException {
        var dayMax = row.getBigDecimal("day_max");
        return new AnnualRequirement(new OrganizationId(row.getObject("jurisdiction", UUID.class)), row.getInt("year"), row.getInt("version"),
            row.getString("title"), row.getString("basis"), new CreditHours(row.getBigDecimal("total")),
            Json.read(row.getString("categories"), new TypeReference<List<AnnualRequirement.Category>>() {}),
            Json.read(row.getString("themes"), new TypeReference<List<AnnualRequirement.Theme>>() {}), dayMax == null ? null : new CreditHours(dayMax),
            AnnualRequirement.NewHires.valueOf(row.getString("new_hires")));
    }
}
