package org.xingtan.offering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.program.Programs;
import org.xingtan.selection.Meetings;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.Term;
import org.xingtan.selection.TermId;

/** What a term offers at this moment. */
@Repository
public class OfferedNow {

    private static final String SELECT = """
        select o.offering_id, o.term_id, o.program_id, p.title as called, o.track, o.title, o.provider_id, o.category, o.hours, o.price, o.places, o.waiting_places,
               o.meets::text as meets, o.taken, o.waiting, o.withdrawn_at, o.withdrawn_reason
          from selection.offering_card o
          join program.program_card p on p.id = o.program_id
        """;

    /**
     * An offering with those who have chosen it.
     *
     * @param withdrawnAt     null while it is offered
     * @param withdrawnReason null while it is offered
     */
    public record Kept(OfferingId id, TermId term, OfferingLine line, int taken, int waiting, @Nullable Instant withdrawnAt, @Nullable String withdrawnReason) {

        /** What it is called in its term. */
        public String title() {
            var title = line.title();
            return title == null ? line.called() : title;
        }

        public int chosen() {
            return taken + waiting;
        }
    }

    private final JdbcClient db;
    private final Organizations organizations;
    private final Programs programs;

    OfferedNow(JdbcClient db, Organizations organizations, Programs programs) {
        this.db = db;
        this.organizations = organizations;
        this.programs = programs;
    }

    /** What of these does not fit to the programs as they are, though it may be offered. */
    List<Condition> misfits(Term term, Collection<OfferingLine> lines) {
        var known = programs.published().stream().collect(Collectors.toMap(it -> it.id().value(), it -> it));
        return lines.stream().filter(line -> known.containsKey(line.program())).sorted(Comparator.comparing(OfferingLine::called).thenComparing(OfferingLine::program))
            .flatMap(line -> Misfit.of(term, line, Objects.requireNonNull(known.get(line.program()))).stream()).toList();
    }

    List<Condition> misfits(Term term) {
        return misfits(term, in(term.id()).values().stream().map(Kept::line).toList());
    }

    /** By their programs, without those that were withdrawn. */
    Map<UUID, Kept> in(TermId term) {
        var kept = new HashMap<UUID, Kept>();
        db.sql(SELECT + " where o.term_id = :term and o.withdrawn_at is null").param("term", term.value()).query((row, _) -> kept(row)).list()
            .forEach(it -> kept.put(it.line().program(), it));
        return kept;
    }

    Optional<Kept> find(OfferingId id) {
        return db.sql(SELECT + " where o.offering_id = :id").param("id", id.value()).query((row, _) -> kept(row)).optional();
    }

    Set<ProgramId> programs(TermId term) {
        return db.sql("select program_id from selection.offering_card where term_id = :term and withdrawn_at is null").param("term", term.value())
            .query((row, _) -> new ProgramId(row.getObject(1, UUID.class))).set();
    }

    /** Everything in a term together. */
    public record Sum(int offerings, long places, long taken, long waiting) {}

    Sum sum(TermId term) {
        return db.sql("""
                select count(*), coalesce(sum(places), 0), coalesce(sum(taken), 0), coalesce(sum(waiting), 0)
                  from selection.offering_card where term_id = :term and withdrawn_at is null
                """)
            .param("term", term.value()).query((row, _) -> new Sum(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4))).single();
    }

    /** Units by their codes, those that there are; also closed ones. */
    Map<String, UUID> units(List<String> codes) {
        var units = new HashMap<String, UUID>();
        db.sql("select code, id from directory.organization_card where code = any (:codes)").param("codes", codes.toArray(String[]::new))
            .query(row -> {
                units.put(row.getString(1), row.getObject(2, UUID.class));
            });
        return units;
    }

    /** Codes of those that are closed by now. */
    Map<UUID, String> closed(Collection<UUID> units) {
        var closed = new HashMap<UUID, String>();
        db.sql("select id, code from directory.organization_card where id = any (:units) and closed_on is not null").param("units", units.toArray(UUID[]::new))
            .query(row -> {
                closed.put(row.getObject(1, UUID.class), row.getString(2));
            });
        return closed;
    }

    /**
     * Until the transaction ends no unit is closed or goes up in another one. It comes before units are looked at, and before offerings are held:
     * whoever changes the tree holds that first.
     */
    void keepUnits() {
        organizations.keepStill();
    }

    @Nullable OrganizationCard provider(@Nullable UUID id) {
        return id == null ? null : organizations.find(new OrganizationId(id)).orElse(null);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        var line = new OfferingLine(0, row.getObject("program_id", UUID.class), row.getString("called"), row.getString("track"), row.getString("title"),
            row.getObject("provider_id", UUID.class), row.getString("category"), row.getBigDecimal("hours").toPlainString(), OfferingLine.money(row.getBigDecimal("price")),
            row.getInt("places"), row.getInt("waiting_places"), Meetings.parse(row.getString("meets")).written());
        return new Kept(new OfferingId(row.getObject("offering_id", UUID.class)), new TermId(row.getObject("term_id", UUID.class)), line, row.getInt("taken"), row.getInt("waiting"),
            withdrawn == null ? null : withdrawn.toInstant(), row.getString("withdrawn_reason"));
    }
}
