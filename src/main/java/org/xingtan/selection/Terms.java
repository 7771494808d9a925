package org.xingtan.selection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Pipeline;

/** The terms: few rows that every choice needs, read together, once a second at most. */
@Repository
class Terms {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private static final String SELECT = """
        select t.id, t.owner_id, o.path::text as path, o.name, o.name_en, t.code, t.title, t.title_en, t.notice, t.most,
               t.published_at is not null as published, w.kind, w.opens_at, w.closes_at
          from selection.term t
          join directory.organization_card o on o.id = t.owner_id
          left join selection.window_card w on w.term_id = t.id
        """;
    private static final String ORDER = " order by t.id, w.opens_at";

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
