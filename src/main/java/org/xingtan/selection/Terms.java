package org.xingtan.selection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;

/** The terms: few rows that every choice needs, read together, once a second at most. */
@Repository
class Terms {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private record Known(Map<TermId, Term> all, long readAt) {}

    private final JdbcClient db;
    private volatile Known known = new Known(Map.of(), System.nanoTime() - 2 * FRESH);

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
        return all().values().stream().filter(term -> term.published() && isBelow(path, term)).toList();
    }

    static boolean isBelow(String path, Term term) {
        return path.equals(term.ownerPath()) || path.startsWith(term.ownerPath() + ".");
    }

    /** What this node has changed it shows at once. */
    void forget() {
        known = new Known(Map.of(), System.nanoTime() - 2 * FRESH);
    }

    private Map<TermId, Term> read() {
        var at = System.nanoTime();
        var windows = new LinkedHashMap<UUID, List<Window>>();
        db.sql("""
                select distinct on (term_id, kind) term_id, kind, opens_at, closes_at
                  from selection.term_window
                 order by term_id, kind, version desc
                """)
            .query(row -> {
                windows.computeIfAbsent(row.getObject("term_id", UUID.class), _ -> new ArrayList<>()).add(window(row));
            });
        var all = new LinkedHashMap<TermId, Term>();
        db.sql("""
                select t.id, t.owner_id, o.path::text as path, o.name, o.name_en, t.code, t.title, t.title_en, t.notice, t.most,
                       t.published_at is not null as published
                  from selection.term t
                  join directory.organization_card o on o.id = t.owner_id
                """)
            .query((row, _) -> term(row, windows.getOrDefault(row.getObject("id", UUID.class), List.of())))
            .list().stream()
            .sorted(Comparator.comparing((Term term) -> term.windows().stream().map(Window::opens).max(Comparator.naturalOrder())
                .orElse(java.time.Instant.MAX)).reversed().thenComparing(term -> term.id().value()))
            .forEach(term -> all.put(term.id(), term));
        var found = java.util.Collections.unmodifiableMap(all);
        known = new Known(found, at);
        return found;
    }

    private static Term term(ResultSet row, List<Window> windows) throws SQLException {
        return new Term(new TermId(row.getObject("id", UUID.class)), new OrganizationId(row.getObject("owner_id", UUID.class)), row.getString("path"),
            new Localized(row.getString("name"), row.getString("name_en")), row.getString("code"),
            new Localized(row.getString("title"), row.getString("title_en")), row.getString("notice"), row.getInt("most"), windows,
            row.getBoolean("published"));
    }

    private static Window window(ResultSet row) throws SQLException {
        return new Window(Window.Kind.valueOf(row.getString("kind")), row.getObject("opens_at", OffsetDateTime.class).toInstant(),
            row.getObject("closes_at", OffsetDateTime.class).toInstant());
    }
}
