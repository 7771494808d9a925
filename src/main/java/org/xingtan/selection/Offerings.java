package org.xingtan.selection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.persistence.Pipeline;

/** What is offered, with its places as they are now. */
@Repository
public class Offerings implements Organizations.Heir {

    private static final String COLUMNS = """
        offering_id, term_id, program_id, track, provider_id, category, hours, price, places, waiting_places, meets::text as meets,
        taken, waiting, turn
        """;
    private static final String SELECT = "select " + COLUMNS + ", %s as held from selection.offering";
    private static final String FIND = SELECT.formatted("false");

    /**
     * What is not locked is as it was when the statement began; a lock of this transaction is waited for so long; and a plan made once serves
     * all that follows in it.
     */
    private static final String HOLD = """
        with patience as materialized (select set_config('lock_timeout', ?, true)),
        held as materialized (
        """ + SELECT.formatted("true") + """
         cross join patience
         where offering_id = any (?) and (taken + waiting < places + waiting_places or offering_id = any (?))
         order by offering_id for update of offering)
        select *, set_config('plan_cache_mode', 'force_generic_plan', true)
          from (select * from held
                 union all
        """ + FIND + """
                 where offering_id = any (?) and offering_id not in (select offering_id from held)) known
        """;

    /** Who gives a course. */
    public record Provider(OrganizationId id, Localized name) {}

    /**
     * Offerings about whose places somebody decides.
     *
     * @param locked until the transaction ends
     * @param others only looked at
     */
    record Held(Map<OfferingId, Offering> locked, Map<OfferingId, Offering> others) {}

    private static final ResultSetExtractor<Held> READ_HELD = rows -> {
        var held = new Held(new LinkedHashMap<>(), new LinkedHashMap<>());
        while (rows.next()) {
            var offering = offering(rows);
            (rows.getBoolean("held") ? held.locked() : held.others()).put(offering.id(), offering);
        }
        return held;
    };

    /** Whoever reckons with what was chosen in a term after it is over. */
    public interface Settling {

        /** Which terms of that authority somebody still has to settle something of. */
        Collection<TermId> unsettled(OrganizationId owner);
    }

    private final JdbcClient db;
    private final Terms terms;
    private final ObjectProvider<Settling> settling;

    Offerings(JdbcClient db, Terms terms, ObjectProvider<Settling> settling) {
        this.db = db;
        this.terms = terms;
        this.settling = settling;
    }

    Map<OfferingId, Offering> find(Collection<OfferingId> ids) {
        return byId(db.sql(FIND + " where offering_id = any (?)").param(OfferingId.array(ids)).query((row, _) -> offering(row)).list());
    }

    /**
     * Locks those that have room, or of which somebody gives a place back, in the order of their ids: whoever locks several waits for nobody
     * in a circle.
     *
     * @param giving   the latter
     * @param patience how long this transaction waits for a lock, here and afterwards
     * @throws org.springframework.dao.DataAccessException when another one has held one of them for longer
     */
    Held hold(Collection<OfferingId> ids, Collection<OfferingId> giving, Duration patience) {
        return db.sql(HOLD).params(asked(ids, giving, patience)).query(READ_HELD);
    }

    /** The same, with other statements. */
    Supplier<Held> hold(Collection<OfferingId> ids, Collection<OfferingId> giving, Duration patience, Pipeline with) {
        return with.ask(HOLD, asked(ids, giving, patience), READ_HELD);
    }

    private static List<?> asked(Collection<OfferingId> ids, Collection<OfferingId> giving, Duration patience) {
        var all = OfferingId.array(ids);
        return List.of(Long.toString(patience.toMillis()), all, OfferingId.array(giving), all);
    }

    /** Those of them that {@link #hold} would wait for at this moment. */
    Set<OfferingId> held(Collection<OfferingId> ids, Collection<OfferingId> giving) {
        return db.sql("""
                with asked as not materialized (
                    select offering_id from selection.offering
                     where offering_id = any (:ids) and (taken + waiting < places + waiting_places or offering_id = any (:giving))),
                free as materialized (
                    select offering_id from selection.offering where offering_id = any (:ids) order by offering_id for update skip locked)
                select offering_id from asked where offering_id not in (select offering_id from free)
                """)
            .param("ids", OfferingId.array(ids)).param("giving", OfferingId.array(giving)).query((row, _) -> new OfferingId(row.getObject(1, UUID.class))).set();
    }

    /**
     * Says of offerings that they are full until that time is over, where they are and nobody holds them: whoever makes room waits for the end.
     * In the caller's transaction.
     *
     * @return as they are until then
     */
    List<Offering> close(Collection<OfferingId> ids, Duration within) {
        var until = new OffsetDateTime[1];
        var closed = db.sql("select " + COLUMNS + """
                , clock_timestamp() as now from selection.offering
                 where offering_id = any (?) and taken + waiting >= places + waiting_places
                 order by offering_id for update skip locked
                """)
            .param(OfferingId.array(ids))
            .query((row, _) -> {
                until[0] = row.getObject("now", OffsetDateTime.class).plus(within);
                return offering(row);
            }).list();
        if (!closed.isEmpty()) {
            db.sql("update selection.offering set closed_until = :until where offering_id = any (:ids)").param("until", until[0])
                .param("ids", OfferingId.array(closed.stream().map(Offering::id).toList())).update();
        }
        return closed;
    }

    /** Those of some programs in a term, also what is withdrawn, locked in the same order. */
    void hold(TermId term, Collection<ProgramId> of) {
        db.sql("select 1 from selection.offering where term_id = :term and program_id = any (:programs) order by offering_id for update").param("term", term.value())
            .param("programs", of.stream().map(ProgramId::value).toArray(UUID[]::new)).query(_ -> {});
    }

    Set<OfferingId> withdrawn(Collection<OfferingId> ids) {
        return db.sql("select offering_id from selection.offering where offering_id = any (?) and withdrawn_at is not null").param(OfferingId.array(ids))
            .query((row, _) -> new OfferingId(row.getObject(1, UUID.class))).set();
    }

    boolean isWithdrawn(OfferingId id) {
        return db.sql("select withdrawn_at is not null from selection.offering where offering_id = :id").param("id", id.value()).query(Boolean.class).single();
    }

    /** Of those that are called otherwise than their programs. */
    Map<OfferingId, String> titles(Collection<OfferingId> ids) {
        var titles = new LinkedHashMap<OfferingId, String>();
        db.sql("select offering_id, title from selection.offering where offering_id = any (?) and title is not null").param(OfferingId.array(ids))
            .query(row -> {
                titles.put(new OfferingId(row.getObject(1, UUID.class)), row.getString(2));
            });
        return titles;
    }

    /** What an offering is called in its term, and who gives it: the owner of the program, where nobody else is named. */
    record Called(String title, Provider provider) {}

    Map<OfferingId, Called> named(Collection<OfferingId> ids) {
        var called = new LinkedHashMap<OfferingId, Called>();
        db.sql("""
                select o.offering_id, coalesce(o.title, p.title), u.id, u.name, u.name_en
                  from selection.offering o
                  join program.program_card p on p.id = o.program_id
                  join directory.organization_card u on u.id = coalesce(o.provider_id, p.owner_id)
                 where o.offering_id = any (?)
                """).param(OfferingId.array(ids)).query(row -> {
                called.put(new OfferingId(row.getObject(1, UUID.class)), new Called(row.getString(2), provider(row)));
            });
        return called;
    }

    static Provider provider(ResultSet row) throws SQLException {
        return new Provider(new OrganizationId(row.getObject("id", UUID.class)), new Localized(row.getString("name"), row.getString("name_en")));
    }

    /** What each is called in its term. */
    Map<OfferingId, String> called(Collection<OfferingId> ids) {
        var called = new LinkedHashMap<OfferingId, String>();
        named(ids).forEach((id, it) -> called.put(id, it.title()));
        return called;
    }

    /** What is taken is kept by the places themselves. */
    void change(OfferingId id, int places, int waitingPlaces) {
        db.sql("update selection.offering set places = :places, waiting_places = :waiting where offering_id = :id")
            .param("places", places).param("waiting", waitingPlaces).param("id", id.value()).update();
    }

    /**
     * A unit that goes up in another one: its terms are kept, and what it gives in anybody's is given, by that one; what is over stays as it was, unless
     * somebody still has to settle it.
     */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void inherit(OrganizationId unit, OrganizationId into) {
        terms.inherit(unit, into, settling.stream().flatMap(it -> it.unsettled(unit).stream()).toList());
        db.sql("""
                with given as materialized (
                    select o.offering_id from selection.offering o
                     where o.provider_id = :unit
                       and ((select max(w.closes_at) from selection.window_card w where w.term_id = o.term_id) < clock_timestamp()) is not true
                     order by o.offering_id for update)
                update selection.offering o set provider_id = :into from given where o.offering_id = given.offering_id
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    private static Map<OfferingId, Offering> byId(List<Offering> offerings) {
        var byId = new LinkedHashMap<OfferingId, Offering>();
        offerings.forEach(offering -> byId.put(offering.id(), offering));
        return byId;
    }

    static Offering offering(ResultSet row) throws SQLException {
        var provider = row.getObject("provider_id", UUID.class);
        return new Offering(new OfferingId(row.getObject("offering_id", UUID.class)), new TermId(row.getObject("term_id", UUID.class)),
            new ProgramId(row.getObject("program_id", UUID.class)), row.getString("track"), provider == null ? null : new OrganizationId(provider),
            row.getString("category"), new CreditHours(row.getBigDecimal("hours")), row.getBigDecimal("price"), row.getInt("waiting_places"),
            Meetings.parse(row.getString("meets")),
            new Offering.Seats(row.getInt("places"), row.getInt("taken"), row.getInt("waiting"), row.getLong("turn")));
    }
}
