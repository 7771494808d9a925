package org.xingtan.offering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;
import org.xingtan.selection.Term;
import org.xingtan.selection.TermId;

/**
 * A published term as a unit sees it whose people choose in it.
 *
 * @param ownerPath   place in the tree of the authority whose people choose
 * @param years       in which its hours count: those in which it can still be learned, the nearest first
 * @param chosenUntil when nobody can choose any more; null while no day is set
 * @param until       until when can be chosen at a time: the end of the window that was open when it was read, of several the last one, else of the next one; null when none is left
 * @param open        whether one of its windows was open when it was read
 */
public record OfferedTerm(TermId id, String code, Localized title, String ownerPath, Localized owner, List<Integer> years, @Nullable Instant chosenUntil, @Nullable Instant until, boolean open) {

    /** Of its years the running one, else the nearest: in a later one everybody still lacks everything. */
    int year() {
        return years.getFirst();
    }

    /** Whether somebody can choose still, or will be able to. */
    public boolean isAhead(Instant now) {
        return chosenUntil != null && now.isBefore(chosenUntil.plusSeconds(1));
    }

    /** Reads them. */
    @Repository
    static class Terms {

        /** Those that concern somebody at that place in the tree. */
        private static final String SELECT = """
            select t.id, t.code, t.title, t.title_en, o.path::text as path, o.name, o.name_en, t.chosen_until, l.opens_at as learned_from, l.closes_at as learned_until,
                   n.closes_at as until, coalesce(n.opens_at <= :now, false) as open
              from selection.term_card t
              join directory.organization_card o on o.id = t.owner_id
              left join selection.window_card l on l.term_id = t.id and l.kind = 'LEARN'
              left join lateral (select w.opens_at, w.closes_at
                                   from selection.window_card w
                                  where w.term_id = t.id and w.kind in ('SELECT', 'MAKEUP') and w.closes_at + interval '1 second' > :now
                                  order by w.opens_at > :now, case when w.opens_at > :now then w.opens_at end, w.closes_at desc limit 1) n on true
             where t.published_at is not null and (o.path operator(public.@>) %1$s or o.path operator(public.<@) %1$s)
            """;
        private static final String AT_A_PATH = SELECT.formatted(":path::public.ltree");
        private static final String AT_A_UNIT = SELECT.formatted("(select u.path from directory.organization_card u where u.id = :unit)");
        private static final String FIRST = " order by t.chosen_until desc nulls last, t.id limit :most";

        private final OneRead reads;
        private final java.time.Clock clock;

        Terms(OneRead reads, java.time.Clock clock) {
            this.reads = reads;
            this.clock = clock;
        }

        /** Of the authorities above that place in the tree, at it and below it: those in which can be chosen the longest first. */
        List<OfferedTerm> at(String path, int most) {
            return reads.ofMany(terms(Query.of(AT_A_PATH + FIRST).param("path", path).param("most", most)));
        }

        /** The same of a unit, with what else a page reads. */
        Reading<List<OfferedTerm>> at(OrganizationId unit, int most) {
            return terms(Query.of(AT_A_UNIT + FIRST).param("unit", unit.value()).param("most", most));
        }

        /** One of them, however many there are. */
        Optional<OfferedTerm> find(String path, TermId id) {
            return reads.ofMany(terms(Query.of(AT_A_PATH + " and t.id = :id").param("path", path).param("id", id.value()))).stream().findFirst();
        }

        private Reading<List<OfferedTerm>> terms(Query query) {
            var now = clock.instant();
            return query.param("now", now.atOffset(ZoneOffset.UTC)).rows(rows -> {
                var found = new ArrayList<OfferedTerm>();
                while (rows.next()) {
                    found.add(term(rows, now));
                }
                return found;
            });
        }

        private static OfferedTerm term(ResultSet row, Instant now) throws SQLException {
            var chosen = row.getObject("chosen_until", OffsetDateTime.class);
            var until = row.getObject("until", OffsetDateTime.class);
            var from = row.getObject("learned_from", OffsetDateTime.class);
            var learned = from == null ? null : new Window(Window.Kind.LEARN, from.toInstant(), row.getObject("learned_until", OffsetDateTime.class).toInstant());
            return new OfferedTerm(new TermId(row.getObject("id", UUID.class)), row.getString("code"),
                new Localized(row.getString("title"), row.getString("title_en")), row.getString("path"),
                new Localized(row.getString("name"), row.getString("name_en")),
                Term.years(learned, now), chosen == null ? null : chosen.toInstant(), until == null ? null : until.toInstant(), row.getBoolean("open"));
        }
    }
}
