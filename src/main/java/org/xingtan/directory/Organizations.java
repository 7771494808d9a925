package org.xingtan.directory;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Page;
import org.xingtan.tally.Tally;

/**
 * The tree of organizations. Their names are no secret; lists for an administrator take his scope. Whoever changes it has asked
 * before whether he may, {@link #hold holds} it, and says {@link #changing what it is about to change}.
 */
@Repository
public class Organizations {

    private static final String CARD = OrganizationCard.SELECT;

    /** Kinds that confirm and decide what units below them bring. */
    public static final Set<String> AUTHORITIES = Set.of("COUNTY", "CITY", "PROVINCE", "NATION");

    /** Whoever keeps sums along the tree, or counts people by what their units are. */
    public interface Follower {

        /**
         * Told in the transaction that moves units or changes what audiences ask of them, before it does.
         *
         * @param units those, with all below them
         * @return what is to be done when they have changed
         */
        Runnable beforeChange(UUID[] units);
    }

    /** Whoever lets something wait for a unit. */
    public interface Heir {

        /** Told before people of a unit that is to go up in another one are held: for what others hold before people. */
        default void hold(OrganizationId unit) {}

        /** Told in the transaction in which a unit goes up in another one: what waits for it waits for that one from now on. */
        void inherit(OrganizationId unit, OrganizationId into);

        /** What waits for the unit's own office alone, as conditions that are met when nothing does: it is not closed before. */
        default List<Condition> waiting(OrganizationId unit) {
            return List.of();
        }

        /** What was a unit's own by name, went over with it, and stays where it went when the unit is opened again; for whoever opens it. */
        default List<WentOver> wentOver(OrganizationId unit) {
            return List.of();
        }
    }

    /**
     * Something of a unit for which another one answers.
     *
     * @param text      a key of the messages
     * @param arguments of it, the last of them who answers for it now
     */
    public record WentOver(String text, List<Object> arguments) {}

    private final JdbcClient db;
    private final Patience patience;
    private final AppointmentScopes scopes;
    private final ObjectProvider<Follower> followers;
    private final ObjectProvider<Heir> heirs;

    Organizations(JdbcClient db, Patience patience, AppointmentScopes scopes, ObjectProvider<Follower> followers, ObjectProvider<Heir> heirs) {
        this.db = db;
        this.patience = patience;
        this.scopes = scopes;
        this.followers = followers;
        this.heirs = heirs;
    }

    /** True of a platform on which nobody has set up anything yet. */
    public boolean areNone() {
        return db.sql("select not exists (select from directory.organization)").query(Boolean.class).single();
    }

    /** The kinds in their order, each with those it may lie directly under. */
    public Map<String, Set<String>> kinds() {
        var kinds = new LinkedHashMap<String, Set<String>>();
        db.sql("select code, parents from directory.organization_kind order by position").query(row -> {
            kinds.put(row.getString(1), Set.of((String[]) row.getArray(2).getArray()));
        });
        return kinds;
    }

    public Optional<OrganizationCard> find(OrganizationId id) {
        return db.sql(CARD + "where id = :id").param("id", id.value()).query(OrganizationCard::read).optional();
    }

    public Optional<OrganizationCard> byCode(String code) {
        return db.sql(CARD + "where code = :code").param("code", code).query(OrganizationCard::read).optional();
    }

    /** From the root down to the organization with this path itself. */
    public List<OrganizationCard> lineage(String path) {
        return db.sql(CARD + "where path @> :path::public.ltree order by public.nlevel(path)").param("path", path).query(OrganizationCard::read).list();
    }

    /** Who acts for a unit: of a teaching point the school that it belongs to, since it has no offices of its own. */
    public OrganizationCard acting(OrganizationCard unit) {
        return unit.kind().equals("TEACHING_POINT") && unit.parent() != null ? find(unit.parent()).orElse(unit) : unit;
    }

    /** Who stands above a unit, the nearest first: one that is kept directly, and whatever is below it, passes by the counties in which it lies. */
    public List<OrganizationCard> above(OrganizationCard unit) {
        return db.sql(CARD + """
                 where path @> :path::public.ltree and id <> :unit
                   and not (kind = 'COUNTY' and exists (select from directory.organization kept
                                                         where kept.path @> :path::public.ltree and public.nlevel(kept.path) > public.nlevel(organization.path)
                                                           and kept.subordination = 'DIRECT'))
                 order by public.nlevel(path) desc
                """)
            .param("path", unit.path()).param("unit", unit.id().value()).query(OrganizationCard::read).list();
    }

    /** The nearest of them that is an authority; empty where there is none. */
    public Optional<OrganizationCard> authorityAbove(OrganizationCard unit) {
        return above(unit).stream().filter(it -> AUTHORITIES.contains(it.kind())).findFirst();
    }

    /** Those an actor's appointments are over: where his console begins. */
    public List<OrganizationCard> roots(Scope scope) {
        return db.sql(CARD + "where path = any (:scope::public.ltree[]) order by public.nlevel(path), code").param("scope", scope.toArray()).query(OrganizationCard::read).list();
    }

    /** For which of a scope's own units somebody acts who looks at a place: the nearest above it, or the place itself. */
    public Optional<OrganizationCard> nearest(Scope scope, String path) {
        return roots(scope).stream().filter(it -> new Scope(List.of(it.path())).contains(path)).reduce((_, nearer) -> nearer);
    }

    /**
     * What lies directly below, as far as the scope reaches, by code.
     *
     * @param after the cursor of the page before; null for the first
     */
    public Page<OrganizationCard> children(Scope scope, OrganizationId parent, @Nullable String after, int limit) {
        var rows = db.sql(CARD + """
                 where parent_id = :parent and path <@ any (:scope::public.ltree[])
                   and (:after::text is null or code > :after)
                 order by code
                 limit :limit
                """)
            .param("parent", parent.value()).param("scope", scope.toArray()).param("after", Page.decode(after)).param("limit", limit + 1)
            .query(OrganizationCard::read).list();
        return Page.of(rows, limit, OrganizationCard::code);
    }

    /** All that lies directly below, as far as the scope reaches, by code. */
    public List<OrganizationCard> children(Scope scope, OrganizationId parent) {
        return children(scope, parent, null, Integer.MAX_VALUE - 1).items();
    }

    /** What lies below the units right below, by code; at most so many. They are found first: by code the whole country would be read. */
    public List<OrganizationCard> grandchildren(OrganizationId unit, int limit) {
        return db.sql("""
                with below as materialized (
                    %swhere parent_id in (select id from directory.organization where parent_id = :unit))
                select * from below order by code limit :limit
                """.formatted(CARD))
            .param("unit", unit.value()).param("limit", limit).query(OrganizationCard::read).list();
    }

    /** How many that is. */
    int childCount(Scope scope, OrganizationId parent) {
        return db.sql("select count(*) from directory.organization where parent_id = :parent and path <@ any (:scope::public.ltree[])")
            .param("parent", parent.value()).param("scope", scope.toArray()).query(Integer.class).single();
    }

    /**
     * Keeps everybody else from changing the tree until the caller's transaction ends, and figures from being folded. It comes
     * before anything is read, so that a repeatable read sees what the one before has committed. While it waits, units are filled
     * and figures folded.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold() {
        patience.extend();
        patience.lock("directory.organization, " + Tally.COUNTERS + " in share row exclusive mode");
    }

    /**
     * The tree stays as it is until the caller's transaction ends: whoever is changing it is waited for, and waits. For whoever
     * puts somebody into a unit that must be open; it comes before the unit is looked at.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepStill() {
        db.sql("lock table directory.organization in row exclusive mode").update();
    }

    /** New facts of units that are there, found by their ids; code, parent and path stay. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(List<OrganizationRow> units, LocalDate today) {
        db.sql("""
                update directory.organization o
                   set name = v.name, name_en = v.name_en, kind = v.kind, division_code = v.division, stages = string_to_array(v.stages, ','),
                       ownership = v.ownership, subordination = v.subordination,
                       rural_since = case when v.rural then coalesce(o.rural_since, :today) end
                  from jsonb_to_recordset(:units) v (id uuid, name text, name_en text, kind text, division text, stages text, ownership text,
                       rural boolean, subordination text)
                 where o.id = v.id
                """)
            .param("today", today).param("units", Json.jsonb(units.stream().map(OrganizationRow::facts).toList())).update();
    }

    /** With everything below it. The database refuses a parent of a kind that does not fit, or one below the unit itself. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(OrganizationId unit, OrganizationId parent) {
        db.sql("""
                with old as materialized (select path from directory.organization where id = :unit),
                     new as materialized (select path from directory.organization where id = :parent)
                update directory.organization o
                   set parent_id = case when o.id = :unit then :parent else o.parent_id end,
                       path = new.path || public.subpath(o.path, public.nlevel(old.path) - 1)
                  from old, new
                 where o.path <@ old.path and not new.path <@ old.path
                """)
            .param("unit", unit.value()).param("parent", parent.value()).update();
    }

    /** @param day from which on it is closed; null opens it again */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(OrganizationId unit, @Nullable LocalDate day) {
        db.sql("""
                update directory.organization
                   set closed_on = :day, merged_into = case when cast(:day as date) is not null then merged_into end where id = :unit
                """)
            .param("day", day, Types.DATE).param("unit", unit.value()).update();
    }

    /** Whether a closed unit went up in that one. */
    public boolean isMerged(OrganizationId unit, String into) {
        return db.sql("""
                select exists (select from directory.organization o join directory.organization heir on heir.id = o.merged_into
                                where o.id = :unit and o.closed_on is not null and heir.code = :into)
                """)
            .param("unit", unit.value()).param("into", into).query(Boolean.class).single();
    }

    /** Until the transaction ends what others hold before people is held of a unit that is to go up in another one; comes before its people. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdInheritance(OrganizationId unit) {
        heirs.orderedStream().forEach(heir -> heir.hold(unit));
    }

    /** What waits for a unit that goes up in another one passes to that one. Its people and its closing are said apart from this. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void merge(OrganizationId unit, OrganizationId into) {
        db.sql("update directory.organization set merged_into = :into where id = :unit").param("into", into.value()).param("unit", unit.value()).update();
        heirs.orderedStream().forEach(heir -> heir.inherit(unit, into));
    }

    /** What others answer for since a unit went up in them, whether or not it is open again. */
    public List<WentOver> wentOver(OrganizationId unit) {
        return heirs.orderedStream().flatMap(heir -> heir.wentOver(unit).stream()).toList();
    }

    /** What nobody could decide on any more if the unit was closed. */
    public List<Condition> waiting(OrganizationId unit) {
        return heirs.orderedStream().flatMap(heir -> heir.waiting(unit).stream()).toList();
    }

    /**
     * Figures follow units that are moved or change, and audiences their people, in the caller's transaction.
     *
     * @return to be run when they have changed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Runnable changing(Collection<OrganizationId> units) {
        var all = db.sql("""
                select o.id
                  from directory.organization o
                 where exists (select from directory.organization above where above.id = any (:units::uuid[]) and o.path <@ above.path)
                """)
            .param("units", units.stream().map(OrganizationId::value).toArray(UUID[]::new)).query(UUID.class).list().toArray(UUID[]::new);
        var after = followers.stream().map(follower -> follower.beforeChange(all)).toList();
        return () -> {
            scopes.forgetAll();
            after.forEach(Runnable::run);
        };
    }
}
