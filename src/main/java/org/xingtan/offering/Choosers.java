package org.xingtan.offering;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Page;
import org.xingtan.program.Programs;

/**
 * Who of a unit and all below it has chosen in a term, who waits, who has chosen nothing, and who will still lack hours at the end of its year
 * with all that he has chosen: always as of this moment, for a whole city in one statement.
 */
@Repository
public class Choosers {

    /** Which of them. */
    public enum Which { ALL, CHOSEN, WAITING, NOTHING, SHORT }

    /**
     * What the list is about.
     *
     * @param root   the unit; with everything below it
     * @param search a part of the name; null for everybody
     */
    record Asked(OfferedTerm term, String root, @Nullable String search) {}

    /**
     * Somebody of the unit.
     *
     * @param selected courses in which he has a place, in this term
     * @param hours    of these
     * @param waiting  courses for which he waits
     * @param asked    whether anything is asked of him in the year
     * @param missing  what he will lack with all that he has chosen, in every term of the year; nothing for who reaches it
     */
    public record Row(TeacherId teacher, String name, @Nullable String document, Localized unit, String path, int selected, CreditHours hours, int waiting, boolean asked,
                      List<Missing> missing) {

        String key() {
            return teacher + " " + path + " " + name;
        }
    }

    /** A line of the year that is not reached. @param title null for the total */
    public record Missing(@Nullable Localized title, CreditHours hours) {}

    /** How many there are; who waits may have a place elsewhere. */
    public record Count(int people, int chosen, int waiting, int nothing, int lacking) {

        public static final Count NOBODY = new Count(0, 0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(people + other.people, chosen + other.chosen, waiting + other.waiting, nothing + other.nothing, lacking + other.lacking);
        }

        public int of(Which which) {
            return switch (which) {
                case ALL -> people;
                case CHOSEN -> chosen;
                case WAITING -> waiting;
                case NOTHING -> nothing;
                case SHORT -> lacking;
            };
        }
    }

    /** Who is asked for something and has not got all of it yet. */
    private static final String OPEN = "s.jurisdiction is not null and s.months > 0 and not s.met @> '{ALL}'";
    private static final String LIVE = "exists (select from selection.selection_card c where c.teacher_id = p.teacher_id and c.term_id = :term and %s)";

    /** Everybody in the unit and below to whom the term is offered. */
    private static final String PEOPLE = """
          from directory.organization_card o
          join directory.person_card p on p.organization_id = o.id
          left join standing.state_card s on s.teacher_id = p.teacher_id and s.year = :year
         where o.path operator(public.<@) :root::public.ltree and o.path operator(public.<@) :owner::public.ltree
           and (:search::text is null or position(:search in p.name) > 0)
        """;

    /** The terms whose hours count in the same year. */
    private static final String TERMS = """
        with term as materialized (
            select t.id
              from selection.term_card t
              left join selection.window_card l on l.term_id = t.id and l.kind = 'LEARN'
             where t.id = :term or extract(year from coalesce(l.closes_at, now()) at time zone 'Asia/Shanghai') = :year)
        """;

    /** These, and what each authority asks in the year. */
    private static final String YEAR = "-- all teachers: those of a unit.\n" + TERMS.stripTrailing() + """
        ,
        policy as materialized (
            select distinct on (r.jurisdiction) r.jurisdiction, r.total, r.categories, r.themes
              from ledger.annual_requirement_card r
             where r.year = :year
             order by r.jurisdiction, r.version desc),
        need as materialized (
            select q.jurisdiction, 'TOTAL' as part, 'TOTAL' as code, null as title, null as title_en, q.total as hours from policy q where q.total > 0
             union all
            select q.jurisdiction, 'CATEGORY', n.code, n.title, n."titleEn", n.need
              from policy q cross join jsonb_to_recordset(q.categories) as n (code text, title text, "titleEn" text, need numeric) where n.need > 0
             union all
            select q.jurisdiction, 'THEME', n.code, n.title, n."titleEn", n.need
              from policy q cross join jsonb_to_recordset(q.themes) as n (code text, title text, "titleEn" text, need numeric) where n.need > 0)
        """;

    /**
     * The same people, each read once, however many they are: what they have chosen in the year, and of whoever has a place and not all hours
     * yet, where he will be with what he has earned. Who has chosen nothing lacks whatever he lacks today.
     */
    private static final String TOGETHER = YEAR.stripTrailing() + """
        ,
        person as materialized (
            select p.teacher_id, o.path, s.jurisdiction, s.months, s.met, %s as open
            %s),
        choice as materialized (
            select c.teacher_id, c.term_id, c.state, x.jurisdiction, x.open and c.state = 'SELECTED' and f.program_id <> all (:over::uuid[]) as counts, f.program_id, f.category, f.hours
              from person x
              join selection.selection_card c on c.teacher_id = x.teacher_id and c.state <> 'DROPPED'
              join term on term.id = c.term_id
              join selection.offering_card f on f.offering_id = c.offering_id),
        chooser as materialized (
            select c.teacher_id, count(*) filter (where c.state = 'SELECTED' and c.term_id = :term) as selected,
                   count(*) filter (where c.state = 'WAITING' and c.term_id = :term) as waiting, bool_or(c.counts) as counts
              from choice c
             group by c.teacher_id),
        themed as materialized (
            select t.jurisdiction, t.program_id, array_agg(t.theme) as themes
              from standing.theme_program_card t
             where t.year = :year
             group by t.jurisdiction, t.program_id),
        hours as (
            select x.teacher_id, e.category, case when e.program_id is not null then t.themes when e.theme is not null then array[e.theme] end as themes, sum(e.credited) as hours
              from person x
              join chooser on chooser.teacher_id = x.teacher_id and chooser.counts
              join ledger.entry_card e on e.teacher_id = x.teacher_id and e.year = :year
              left join themed t on t.jurisdiction = x.jurisdiction and t.program_id = e.program_id
             group by 1, 2, 3
             union all
            select c.teacher_id, c.category, t.themes, greatest(c.hours - coalesce(earned.hours, 0), 0)
              from choice c
              left join (select e.teacher_id, e.program_id, sum(e.earned) as hours
                           from choice c
                           join ledger.entry_card e on e.teacher_id = c.teacher_id and e.program_id = c.program_id
                          where c.counts
                          group by e.teacher_id, e.program_id) earned on earned.teacher_id = c.teacher_id and earned.program_id = c.program_id
              left join themed t on t.jurisdiction = c.jurisdiction and t.program_id = c.program_id
             where c.counts),
        reached as (
            select h.teacher_id, k.part, k.code, sum(h.hours) as hours
              from hours h
             cross join lateral (select 'TOTAL' as part, 'TOTAL' as code
                                  union all select 'CATEGORY', h.category
                                  union all select 'THEME', unnest(h.themes)) k
             group by h.teacher_id, k.part, k.code),
        lacking as materialized (
            select x.teacher_id
              from person x
              left join chooser on chooser.teacher_id = x.teacher_id
             where x.open and chooser.counts is not true
             union
            select x.teacher_id
              from person x
              join chooser on chooser.teacher_id = x.teacher_id and chooser.counts
              join need n on n.jurisdiction = x.jurisdiction and not x.met @> array[n.code]
              left join reached r on r.teacher_id = x.teacher_id and r.part = n.part and r.code = n.code
             where trunc(n.hours * x.months / 12, 2) > coalesce(r.hours, 0))
        """.formatted(OPEN, PEOPLE.strip());

    /** By the units right below; the unit's own path stands for its own people. */
    private static final String COUNTS = TOGETHER + """
        select public.subpath(x.path, 0, least(public.nlevel(x.path), public.nlevel(:root::public.ltree) + 1))::text as part, count(*) as people,
               count(*) filter (where chooser.selected > 0) as chosen, count(*) filter (where chooser.waiting > 0) as waiting,
               count(*) filter (where coalesce(chooser.selected + chooser.waiting, 0) = 0) as nothing, count(lacking.teacher_id) as lacking
          from person x
          left join chooser on chooser.teacher_id = x.teacher_id
          left join lacking on lacking.teacher_id = x.teacher_id
         group by 1
        """;

    /** What {@code s}, somebody's state, does not meet and will not reach; what is chosen counts as far as it is not earned yet, and can still be. */
    private static final String MISSING = """
        select n.part, n.code, n.title, n.title_en, trunc(n.hours * s.months / 12, 2) - coalesce(h.hours, 0) as hours
          from need n
          left join (select g.part, g.code, sum(g.hours) as hours
                       from (select k.part, k.code, e.credited as hours
                               from ledger.entry_card e
                              cross join lateral (select 'TOTAL' as part, 'TOTAL' as code
                                                   union all select 'CATEGORY', e.category
                                                   union all select 'THEME', e.theme where e.theme is not null and e.program_id is null
                                                   union all select 'THEME', t.theme from standing.theme_program_card t
                                                              where t.jurisdiction = s.jurisdiction and t.year = s.year and t.program_id = e.program_id) k
                              where e.teacher_id = s.teacher_id and e.year = s.year
                              union all
                             select k.part, k.code,
                                    greatest(f.hours - coalesce((select sum(e.earned) from ledger.entry_card e where e.teacher_id = s.teacher_id and e.program_id = f.program_id), 0), 0)
                               from selection.selection_card c
                               join term on term.id = c.term_id
                               join selection.offering_card f on f.offering_id = c.offering_id
                              cross join lateral (select 'TOTAL' as part, 'TOTAL' as code
                                                   union all select 'CATEGORY', f.category
                                                   union all select 'THEME', t.theme from standing.theme_program_card t
                                                              where t.jurisdiction = s.jurisdiction and t.year = s.year and t.program_id = f.program_id) k
                              where c.teacher_id = s.teacher_id and c.state = 'SELECTED' and f.program_id <> all (:over::uuid[])) g
                      group by g.part, g.code) h on h.part = n.part and h.code = n.code
         where n.jurisdiction = s.jurisdiction and not s.met @> array[n.code] and trunc(n.hours * s.months / 12, 2) > coalesce(h.hours, 0)
        """;

    private static final String ROWS = """
        select x.teacher_id, x.name, x.document_masked, x.unit, x.unit_en, x.path::text as path, mine.selected, mine.hours, mine.waiting,
               s.jurisdiction is not null and s.months > 0 as asked, m.parts, m.titles, m.titles_en, m.missing
          from (select p.teacher_id, p.name, p.document_masked, o.name as unit, o.name_en as unit_en, o.path
                %s
                   and (:path::text is null or (o.path, p.name, p.teacher_id) > (:path::public.ltree, :name, :id::uuid))
                 order by o.path, p.name, p.teacher_id
                 limit :limit) x
          left join standing.state_card s on s.teacher_id = x.teacher_id and s.year = :year
         cross join lateral (select count(*) filter (where c.state = 'SELECTED') as selected, count(*) filter (where c.state = 'WAITING') as waiting,
                                    coalesce(sum(f.hours) filter (where c.state = 'SELECTED'), 0) as hours
                               from selection.selection_card c
                               join selection.offering_card f on f.offering_id = c.offering_id
                              where c.teacher_id = x.teacher_id and c.term_id = :term and c.state <> 'DROPPED') mine
         cross join lateral (select array_agg(m.part order by m.part, m.code) as parts, array_agg(m.title order by m.part, m.code) as titles,
                                    array_agg(m.title_en order by m.part, m.code) as titles_en, array_agg(m.hours order by m.part, m.code) as missing
                               from (%s) m where %s) m
         order by x.path, x.name, x.teacher_id
        """;

    private static final int ID = 36;
    /** One in so many. */
    private static final int FEW = 20;

    private record Key(String path, String name, String id) {}

    private final JdbcClient db;
    private final Programs programs;
    private final Patience patience;
    private final Clock clock;

    Choosers(JdbcClient db, Programs programs, Patience patience, Clock clock) {
        this.db = db;
        this.programs = programs;
        this.patience = patience;
        this.clock = clock;
    }

    /** By the paths of the units right below, in one statement. */
    @Transactional
    public Map<String, Count> count(Asked asked) {
        patience.extend();
        var counts = new HashMap<String, Count>();
        about(COUNTS, asked).query(row -> {
            counts.put(row.getString("part"), new Count(row.getInt("people"), row.getInt("chosen"), row.getInt("waiting"), row.getInt("nothing"), row.getInt("lacking")));
        });
        return counts;
    }

    /**
     * In the order of the tree, then by name. Where many lack hours, the first of them are found by looking at one after the other; where few do, by looking at all together.
     *
     * @param all   how many there are of each
     * @param after the cursor of the page before
     */
    @Transactional
    public Page<Row> page(Asked asked, Which which, Count all, @Nullable String after, int limit) {
        patience.extend();
        return Page.of(rows(asked, which, all.lacking * FEW < all.people, key(after), limit + 1).query((row, _) -> row(row)).list(), limit, Row::key);
    }

    /** All of them, at most so many, one after the other. */
    void each(Asked asked, Which which, int most, Consumer<Row> taker) {
        rows(asked, which, true, null, most).withFetchSize(1_000).query((RowCallbackHandler) row -> taker.accept(row(row)));
    }

    /** For those who mean everybody on the list. */
    List<TeacherId> everybody(Asked asked, Which which) {
        return about(TOGETHER + "select p.teacher_id " + PEOPLE + " and " + condition(which, true) + " order by p.teacher_id", asked)
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    private JdbcClient.StatementSpec rows(Asked asked, Which which, boolean together, @Nullable Key after, int limit) {
        return about(TOGETHER + ROWS.formatted(PEOPLE + " and " + condition(which, together), MISSING, OPEN), asked).param("path", after == null ? null : after.path)
            .param("name", after == null ? null : after.name).param("id", after == null ? null : after.id).param("limit", limit);
    }

    private static String condition(Which which, boolean together) {
        return switch (which) {
            case ALL -> "true";
            case CHOSEN -> LIVE.formatted("c.state = 'SELECTED'");
            case WAITING -> LIVE.formatted("c.state = 'WAITING'");
            case NOTHING -> "not " + LIVE.formatted("c.state <> 'DROPPED'");
            case SHORT -> together ? "p.teacher_id in (select lacking.teacher_id from lacking)" : OPEN + " and exists (" + MISSING + ")";
        };
    }

    private JdbcClient.StatementSpec about(String sql, Asked asked) {
        return db.sql(sql).param("term", asked.term.id().value()).param("year", asked.term.year()).param("owner", asked.term.ownerPath()).param("root", asked.root)
            .param("search", asked.search).param("over", over(asked.term));
    }

    /** What is offered in the terms of the year and cannot be learned any more: nobody's forecast counts it. */
    private UUID[] over(OfferedTerm term) {
        var offered = db.sql(TERMS + "select distinct f.program_id from term join selection.offering_card f on f.term_id = term.id").param("term", term.id().value())
            .param("year", term.year()).query((row, _) -> new ProgramId(row.getObject(1, UUID.class))).list();
        programs.check(offered);
        var now = clock.instant();
        return offered.stream().filter(it -> programs.find(it).isFrozen(now)).map(ProgramId::value).toArray(UUID[]::new);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getString("document_masked"),
            new Localized(row.getString("unit"), row.getString("unit_en")), row.getString("path"), row.getInt("selected"), new CreditHours(row.getBigDecimal("hours")),
            row.getInt("waiting"), row.getBoolean("asked"), missing(row));
    }

    /** The total, which comes last, only where reaching all the categories would not reach it. */
    private static List<Missing> missing(ResultSet row) throws SQLException {
        if (row.getArray("parts") == null) {
            return List.of();
        }
        String[] parts = texts(row.getArray("parts"));
        String[] titles = texts(row.getArray("titles"));
        String[] english = texts(row.getArray("titles_en"));
        var hours = (BigDecimal[]) row.getArray("missing").getArray();
        var found = new ArrayList<Missing>();
        var categories = CreditHours.ZERO;
        for (var i = 0; i < parts.length; i++) {
            var lacks = new CreditHours(hours[i]);
            if (!parts[i].equals("TOTAL")) {
                found.add(new Missing(new Localized(titles[i], english[i]), lacks));
                categories = parts[i].equals("CATEGORY") ? categories.plus(lacks) : categories;
            } else if (lacks.compareTo(categories) > 0) {
                found.add(new Missing(null, lacks.minus(categories)));
            }
        }
        return found;
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    private static @Nullable Key key(@Nullable String cursor) {
        var text = Page.decode(cursor);
        if (text == null) {
            return null;
        }
        if (!text.matches("(?s)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [^ ]+ .+")) {
            throw new Problem(400, "error.cursor");
        }
        var path = text.substring(ID + 1, text.indexOf(' ', ID + 1));
        if (!Page.isPath(path)) {
            throw new Problem(400, "error.cursor");
        }
        return new Key(path, text.substring(ID + 2 + path.length()), text.substring(0, ID));
    }
}
