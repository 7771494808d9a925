package org.xingtan.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
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
            .max(Comparator.comparingInt(it -> it.path.length()))
            .map(Placed::requirement);
    }

    /** What an authority itself asks for in that year, in its newest version; as it was at most a second ago. */
    public Optional<AnnualRequirement> inForce(OrganizationId jurisdiction, int year) {
        return all().stream().map(Placed::requirement).filter(it -> it.year() == year && it.jurisdiction().equals(jurisdiction))
            .findFirst();
    }

    /**
     * How many hours one day holds of what the platform has not measured itself: as many as the ledger lets it hold of all hours, and those of
     * the regulations where the year says nothing of it.
     */
    public CreditHours dayOutside(String path, int year) {
        return inForce(path, year).map(AnnualRequirement::dayMax).orElse(USUAL_DAY);
    }

    /** What is in force, of every authority and year: few rows that every home page needs, read together, once a second at most. */
    private List<Placed> all() {
        var current = known;
        if (System.nanoTime() - current.readAt < FRESH) {
            return current.all;
        }
        var at = System.nanoTime();
        var all = db.sql("""
                select o.path, n.* from (select distinct on (r.jurisdiction, r.year) r.jurisdiction, r.year, r.version, r.title, r.basis, r.total, r.categories, r.themes, r.day_max, r.new_hires
                                           from ledger.annual_requirement r order by r.jurisdiction, r.year, r.version desc) n
                  join directory.organization_card o on o.id = n.jurisdiction
                """)
            .query((row, _) -> new Placed(row.getString("path"), requirement(row))).list();
        known = new Known(List.copyOf(all), at);
        return all;
    }

    /**
     * What an authority asks for in a year.
     *
     * @param own    what it has said itself last
     * @param newest what is in force: that, or what those above it have made of it since
     */
    record Asked(String path, AnnualRequirement own, AnnualRequirement newest) {

        boolean isBelow(Asked other) {
            return path.startsWith(other.path + ".");
        }
    }

    /** What is asked for in a year by an authority and by those below it, from the top down; as it is now. */
    List<Asked> from(OrganizationId top, int year) {
        record Version(String path, boolean own, AnnualRequirement requirement) {}
        return db.sql("""
                select o.path, r.raised_from, r.jurisdiction, r.year, r.version, r.title, r.basis, r.total, r.categories, r.themes, r.day_max, r.new_hires
                  from directory.organization_card top
                  join directory.organization_card o on o.path operator(public.<@) top.path
                  join ledger.annual_requirement r on r.jurisdiction = o.id and r.year = :year
                 where top.id = :top
                 order by public.nlevel(o.path), o.path, r.version
                """)
            .param("top", top.value()).param("year", year)
            .query((row, _) -> new Version(row.getString("path"), row.getObject("raised_from") == null, requirement(row))).list().stream()
            .collect(Collectors.groupingBy(Version::path, LinkedHashMap::new, Collectors.toList())).values().stream()
            .map(all -> new Asked(all.getLast().path, all.stream().filter(Version::own).toList().getLast().requirement, all.getLast().requirement)).toList();
    }

    /** What the nearest authority above one asks for in a year; as it is now. */
    public Optional<AnnualRequirement> above(OrganizationId authority, int year) {
        return db.sql("""
                select r.jurisdiction, r.year, r.version, r.title, r.basis, r.total, r.categories, r.themes, r.day_max, r.new_hires
                  from directory.organization_card below
                  join directory.organization_card o on o.path operator(public.@>) below.path and o.id <> below.id
                  join ledger.annual_requirement r on r.jurisdiction = o.id and r.year = :year
                 where below.id = :authority
                 order by public.nlevel(o.path) desc, r.version desc
                 limit 1
                """)
            .param("authority", authority.value()).param("year", year).query((row, _) -> requirement(row)).optional();
    }

    /** Those below an authority of whom more is asked in a year than they say themselves, and that is in force. */
    public List<Localized> raisedBelow(OrganizationId authority, int year) {
        return db.sql("""
                select o.name, o.name_en
                  from directory.organization_card top
                  join directory.organization_card o on o.path operator(public.<@) top.path and o.id <> top.id
                  join lateral (select r.raised_from from ledger.annual_requirement r where r.jurisdiction = o.id and r.year = :year
                                 order by r.version desc limit 1) newest on newest.raised_from is not null
                 where top.id = :authority
                 order by o.path
                """)
            .param("authority", authority.value()).param("year", year).query((row, _) -> new Localized(row.getString(1), row.getString(2))).list();
    }

    /** What is in force in this year and those to come, from the top down. @param of these alone; null for all */
    List<AnnualRequirement> since(int year, UUID @Nullable [] of) {
        return db.sql("""
                select n.* from (select distinct on (r.jurisdiction, r.year) r.jurisdiction, r.year, r.version, r.title, r.basis, r.total, r.categories, r.themes, r.day_max, r.new_hires
                                   from ledger.annual_requirement r where r.year >= :year and (:of::uuid[] is null or r.jurisdiction = any (:of::uuid[]))
                                  order by r.jurisdiction, r.year, r.version desc) n
                  join directory.organization_card o on o.id = n.jurisdiction
                 order by public.nlevel(o.path), o.path, n.year
                """)
            .param("year", year).param("of", of).query((row, _) -> requirement(row)).list();
    }

    /** Versions that have followed what those above it ask. */
    public Set<AnnualRequirement> raised(OrganizationId authority) {
        return Set.copyOf(db.sql(SELECT + " where r.jurisdiction = :authority and r.raised_from is not null").param("authority", authority.value())
            .query((row, _) -> requirement(row)).list());
    }

    /** What an authority itself asks for, in every year and version, the newest first. */
    public List<AnnualRequirement> of(OrganizationId jurisdiction) {
        return db.sql(SELECT + " where r.jurisdiction = :jurisdiction order by r.year desc, r.version desc")
            .param("jurisdiction", jurisdiction.value()).query((row, _) -> requirement(row)).list();
    }

    /** Until the transaction ends nobody else defines what this authority, those above it or those below it ask for. From the top down, so that nobody waits in a circle. */
    void lock(OrganizationId jurisdiction) {
        db.sql("""
                select pg_advisory_xact_lock_shared(hashtextextended('annual_requirement' || above.id, 0))
                  from (select o.id
                          from directory.organization_card below
                          join directory.organization_card o on o.path operator(public.@>) below.path and o.id <> below.id
                         where below.id = :jurisdiction
                         order by public.nlevel(o.path)) above
                """)
            .param("jurisdiction", jurisdiction.value()).query(_ -> {});
        db.sql("select pg_advisory_xact_lock(hashtextextended('annual_requirement' || :jurisdiction, 0))").param("jurisdiction", jurisdiction.toString()).query(_ -> {});
    }

    /** @param raisedFrom the version of its own that those above it ask more than; null for what it has said itself */
    void add(AnnualRequirement requirement, @Nullable Integer raisedFrom, @Nullable TeacherId by) {
        known = new Known(List.of(), System.nanoTime() - 2 * FRESH);
        db.sql("""
                insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories, themes, day_max, new_hires,
                       defined_at, defined_by, raised_from)
                values (:jurisdiction, :year, :version, :title, :basis, :total, :categories, :themes, :dayMax, :newHires, :at, :by, :raisedFrom)
                """)
            .param("jurisdiction", requirement.jurisdiction().value()).param("year", requirement.year())
            .param("version", requirement.version()).param("title", requirement.title()).param("basis", requirement.basis())
            .param("total", requirement.total().value()).param("categories", Json.jsonb(requirement.categories()))
            .param("themes", Json.jsonb(requirement.themes()))
            .param("dayMax", requirement.dayMax() == null ? null : requirement.dayMax().value()).param("newHires", requirement.newHires().name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", by == null ? null : by.value(), java.sql.Types.OTHER)
            .param("raisedFrom", raisedFrom, java.sql.Types.INTEGER)
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
