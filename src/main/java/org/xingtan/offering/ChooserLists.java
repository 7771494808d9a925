package org.xingtan.offering;

import static org.xingtan.offering.ChooserStatements.ALL_TEACHERS;
import static org.xingtan.offering.ChooserStatements.OPEN;
import static org.xingtan.offering.ChooserStatements.PEOPLE;
import static org.xingtan.offering.ChooserStatements.UNITS;
import static org.xingtan.offering.ChooserStatements.YEAR;

import org.xingtan.offering.Choosers.Which;

/** What the database is asked about lists of people who choose: who they are, and what each will lack. */
final class ChooserLists {

    private static final String LIVE = "exists (select from selection.selection_card c where c.teacher_id = p.teacher_id and c.term_id = :term and %s)";

    /** Among whom they are looked for. */
    enum Among {

        /** Whoever is there, or has a part of a name. */
        ALL("", PEOPLE),
        /** Of these whoever is in one of the units of {@link #few}, which may be nearly all. */
        FEW("", ChooserStatements.people("directory.organization_card o", "o.id = any (array(select few.id from few))")),
        /** The same, where what is kept is kept of all, so that they are few. The units first: in the order of the list the planner would go through the whole tree for them. */
        KEPT("at as materialized (select o.id, o.name, o.name_en, o.path from directory.organization_card o where o.id = any (array(select few.id from few))),\n",
            ChooserStatements.people("at o", "true"));

        private final String units;
        private final String people;

        Among(String units, String people) {
            this.units = units;
            this.people = people;
        }

        private String before(Which which) {
            return switch (this) {
                case ALL -> ALL_TEACHERS;
                case FEW -> few(which) + ",\n";
                case KEPT -> ChooserSums.few(which) + ",\n";
            };
        }
    }

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
        ,
        person as materialized (
            select p.teacher_id, p.name, p.document_masked, o.name as unit, o.name_en as unit_en, o.path, s.jurisdiction, s.months, s.met, %s as open
            %s
               and (:path::text is null or (o.path, p.name, p.teacher_id) > (:path::public.ltree, :name, :id::uuid))
             order by o.path, p.name, p.teacher_id
             %s)%s,
        missing as materialized (
            select x.teacher_id, array_agg(n.part order by n.part, n.code) as parts, array_agg(n.title order by n.part, n.code) as titles,
                   array_agg(n.title_en order by n.part, n.code) as titles_en,
                   array_agg(trunc(n.hours * x.months / 12, 2) - coalesce(r.hours, 0) order by n.part, n.code) as missing
              from %s
             group by x.teacher_id)
        select x.teacher_id, x.name, x.document_masked, x.unit, x.unit_en, x.path::text as path, coalesce(c.selected, 0) as selected, coalesce(c.hours, 0) as hours,
               coalesce(c.waiting, 0) as waiting, x.jurisdiction is not null and x.months > 0 as asked, m.parts, m.titles, m.titles_en, m.missing
          from person x
          left join chooser c on c.teacher_id = x.teacher_id
          %s join missing m on m.teacher_id = x.teacher_id
         order by x.path, x.name, x.teacher_id
         limit :limit
        """;

    private ChooserLists() {}

    /** Their ids. */
    static String everybody(Which which) {
        return ALL_TEACHERS + ChooserStatements.together(PEOPLE) + "select p.teacher_id " + PEOPLE + " and " + (which == Which.SHORT ? "p.teacher_id in (select lacking.teacher_id from lacking)" : condition(which, true)) + " order by p.teacher_id";
    }

    /**
     * A part of the list.
     *
     * @param together whether who lacks hours is found by looking at all of them, and not at one after the other
     */
    static String rows(Which which, boolean together, Among among) {
        var isShort = which == Which.SHORT;
        return among.before(which) + among.units + YEAR.stripTrailing() + ROWS.formatted(OPEN, among.people.strip() + " and " + condition(which, together),
            isShort && together ? "" : "limit :limit", ChooserStatements.ALL_REACHED, ChooserStatements.LACKS.formatted(""), isShort ? "" : "left");
    }

    private static String condition(Which which, boolean together) {
        return switch (which) {
            case ALL -> "true";
            case CHOSEN -> LIVE.formatted("c.state = 'SELECTED'");
            case WAITING -> LIVE.formatted("c.state = 'WAITING'");
            case NOTHING -> "not " + LIVE.formatted("c.state <> 'DROPPED'");
            case SHORT -> together ? OPEN : OPEN + " and exists (" + MISSING + ")";
        };
    }

    static String figure(Which which) {
        return switch (which) {
            case ALL -> "people";
            case CHOSEN -> "chosen";
            case WAITING -> "waiting";
            case NOTHING -> "nothing";
            case SHORT -> "lacking";
        };
    }

    /**
     * The first units, behind the place where the last page ended, that have enough people for a page, and all that are not kept. Of the unit in which it ended nobody
     * knows how many are left; of every other one that has somebody on the list at least one is.
     */
    private static String few(Which which) {
        return UNITS + """
            ,
            few as materialized (
                select n.id
                  from (select k.id, coalesce(sum(k.n) filter (where k.path is distinct from :path::public.ltree)
                                                  over (order by k.path rows between unbounded preceding and 1 preceding), 0) as before
                          from (select u.id, u.path, u.%1$s as n
                                  from unit u
                                 where u.kept and u.%1$s > 0 and (:path::text is null or u.path >= :path::public.ltree)
                                 order by u.path
                                 limit :limit + 1) k) n
                 where n.before < :limit
                 union all
                select u.id from unit u where not u.kept and (:path::text is null or u.path >= :path::public.ltree))""".formatted(figure(which));
    }
}
