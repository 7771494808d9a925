package org.xingtan.selection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Pipeline;

/**
 * The terms: few rows that every choice needs, read together, once a second at most. They remember which units have gone over to another
 * authority before they were over.
 */
@Repository
class Terms implements Organizations.Follower {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private static final String SELECT = """
        select t.id, t.owner_id, o.path::text as path, o.name, o.name_en, t.code, t.title, t.title_en, t.notice, t.most,
               t.published_at is not null as published, w.kind, w.opens_at, w.closes_at
          from selection.term t
          join directory.organization_card o on o.id = t.owner_id
          left join selection.window_card w on w.term_id = t.id
        """;
    private static final String ORDER = " order by t.id, w.opens_at";

    /** What somebody can still be waiting for, or somebody still has to do in. */
    private static final String NOT_OVER = "((select max(w.closes_at) from selection.window_card w where w.term_id = t.id) < clock_timestamp()) is not true";

    private record Known(Map<TermId, Term> all, long readAt) {}

    private final JdbcClient db;
    private volatile Known known = new Known(Map.of(), System.nanoTime() - 2 * FRESH);
    /** Counts what was changed here: what was read before does not replace it. */
    private final AtomicLong changes = new AtomicLong();

    Terms(JdbcClient db) {
        this.db = db;
    }

    /** As they were at most a second ago, the newest first. */
    Map<TermId, Term> all() {
        var current = known;
        return System.nanoTime() - current.readAt < FRESH ? current.all : read();
    }

    /** @throws NotFound when there is none */
    Term get(TermId id) {
        var term = all().get(id);
        if (term == null) {
            throw new NotFound(id);
        }
        return term;
    }

    /** The published ones of every authority above that place in the tree. */
    List<Term> offeredTo(String path) {
        return all().values().stream().filter(term -> term.isOfferedTo(path)).toList();
    }

    /** What this node has changed it shows at once. */
    void forget() {
        changes.incrementAndGet();
        known = new Known(Map.of(), System.nanoTime() - 2 * FRESH);
    }

    private void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forget();
            }
        });
    }

    /**
     * Terms of an authority that goes up in another one are that one's from now on, unless they are over. A code that both have used gets a number,
     * also where the other one takes it at this very moment.
     *
     * @param unsettled those that pass also when they are over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void inherit(OrganizationId unit, OrganizationId into, Collection<TermId> unsettled) {
        leave(unit, into);
        var transaction = TransactionAspectSupport.currentTransactionStatus();
        for (var passed = false; !passed; ) {
            var before = transaction.createSavepoint();
            try {
                pass(unit, into, unsettled);
                passed = true;
            } catch (DuplicateKeyException e) {
                transaction.rollbackToSavepoint(before);
            }
            transaction.releaseSavepoint(before);
        }
        forgetAfterCommit();
    }

    /**
     * Whoever works in a unit goes over with it: to the terms of authorities that are not above the other one it has left them. Who waits there and goes to the other one by
     * himself is taken for one of its people.
     */
    private void leave(OrganizationId unit, OrganizationId into) {
        db.sql("""
                insert into selection.left_unit (term_id, organization_id, left_at)
                select t.id, o.id, clock_timestamp()
                  from selection.term t
                  join directory.organization_card a on a.id = t.owner_id
                  join directory.organization_card o on o.id = :into and not o.path operator(public.<@) a.path
                  join directory.organization_card u on u.id = :unit
                 where t.published_at is not null and %s
                   and (u.path operator(public.<@) a.path
                        or exists (select from selection.left_unit l where l.term_id = t.id and l.organization_id = u.id))
                on conflict do nothing
                """.formatted(NOT_OVER))
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    private void pass(OrganizationId unit, OrganizationId into, Collection<TermId> unsettled) {
        db.sql("""
                update selection.term t
                   set owner_id = :into,
                       code = case when exists (select from selection.term x where x.owner_id = :into and x.code = t.code)
                              then (select t.code || '-' || n from generate_series(2, 100000) n
                                     where not exists (select from selection.term x where x.owner_id in (:into, :unit) and x.code = t.code || '-' || n)
                                     order by n limit 1)
                              else t.code end
                 where t.owner_id = :unit and (%s or t.id = any (:unsettled))
                """.formatted(NOT_OVER))
            .param("unit", unit.value()).param("into", into.value()).param("unsettled", unsettled.stream().map(TermId::value).toArray(UUID[]::new)).update();
    }

    /** Which units have left the authority of a term, and have not come back. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Runnable beforeChange(UUID[] units) {
        var below = new ArrayList<Map.Entry<UUID, UUID>>();
        db.sql("""
                select t.id, o.id
                  from selection.term t
                  join directory.organization_card a on a.id = t.owner_id
                  join directory.organization_card o on o.id = any (:units) and o.path operator(public.<@) a.path
                 where t.published_at is not null and %s
                """.formatted(NOT_OVER))
            .param("units", units).query(row -> {
                below.add(Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
            });
        return below.isEmpty() ? () -> {} : () -> left(below);
    }

    private void left(List<Map.Entry<UUID, UUID>> below) {
        db.sql("""
                insert into selection.left_unit (term_id, organization_id, left_at)
                select v.term, v.unit, clock_timestamp()
                  from unnest(:terms::uuid[], :units::uuid[]) v (term, unit)
                  join selection.term t on t.id = v.term
                  join directory.organization_card a on a.id = t.owner_id
                  join directory.organization_card o on o.id = v.unit and not o.path operator(public.<@) a.path
                on conflict do nothing
                """)
            .param("terms", below.stream().map(Map.Entry::getKey).toArray(UUID[]::new)).param("units", below.stream().map(Map.Entry::getValue).toArray(UUID[]::new)).update();
    }

    /** The units that have left each of these while it was not over. */
    Map<TermId, Set<OrganizationId>> left(Collection<TermId> terms) {
        var left = new HashMap<TermId, Set<OrganizationId>>();
        db.sql("select term_id, organization_id from selection.left_unit where term_id = any (?)").param(terms.stream().map(TermId::value).toArray(UUID[]::new))
            .query(row -> {
                left.computeIfAbsent(new TermId(row.getObject(1, UUID.class)), _ -> new HashSet<>()).add(new OrganizationId(row.getObject(2, UUID.class)));
            });
        return left;
    }

    /** As they are now: for decisions that are written down. */
    Map<TermId, Term> current(Collection<TermId> ids) {
        return db.sql(SELECT + " where t.id = any (?)" + ORDER).param(ids.stream().map(TermId::value).distinct().toArray(UUID[]::new)).query(Terms::byId);
    }

    /** The same of some offerings, with other statements. */
    Supplier<Map<TermId, Term>> current(Collection<OfferingId> offerings, Pipeline with) {
        return with.ask(SELECT + " where t.id in (select term_id from selection.offering where offering_id = any (?))" + ORDER,
            Collections.singletonList(OfferingId.array(offerings)), Terms::byId);
    }

    private Map<TermId, Term> read() {
        var at = System.nanoTime();
        var before = changes.get();
        var all = db.sql(SELECT + ORDER).query(Terms::byId);
        if (changes.get() == before) {
            known = new Known(all, at);
        }
        return all;
    }

    /** A row a window; a term without any has one row. */
    private static Map<TermId, Term> byId(ResultSet row) throws SQLException {
        var windows = new LinkedHashMap<TermId, List<Window>>();
        var bare = new LinkedHashMap<TermId, Term>();
        while (row.next()) {
            var term = term(row);
            bare.putIfAbsent(term.id(), term);
            var of = windows.computeIfAbsent(term.id(), _ -> new ArrayList<>());
            if (row.getString("kind") != null) {
                of.add(window(row));
            }
        }
        var all = new LinkedHashMap<TermId, Term>();
        bare.values().stream().map(term -> term.with(windows.getOrDefault(term.id(), List.of())))
            .sorted(Comparator.comparing(Term::latest).reversed().thenComparing(term -> term.id().value()))
            .forEach(term -> all.put(term.id(), term));
        return Collections.unmodifiableMap(all);
    }

    private static Term term(ResultSet row) throws SQLException {
        return new Term(new TermId(row.getObject("id", UUID.class)), new OrganizationId(row.getObject("owner_id", UUID.class)), row.getString("path"),
            new Localized(row.getString("name"), row.getString("name_en")), row.getString("code"),
            new Localized(row.getString("title"), row.getString("title_en")), row.getString("notice"), row.getInt("most"), List.of(),
            row.getBoolean("published"));
    }

    private static Window window(ResultSet row) throws SQLException {
        return new Window(Window.Kind.valueOf(row.getString("kind")), row.getObject("opens_at", OffsetDateTime.class).toInstant(),
            row.getObject("closes_at", OffsetDateTime.class).toInstant());
    }
}
