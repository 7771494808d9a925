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
        ALL(PEOPLE),
        /** Of these whoever is in one of the units of {@link #few}. */
        FEW(ChooserStatements.people("directory.organization_card o", "o.id = any (array(select few.id from few))")),
        /** The same, where these have been asked for before. */
        THESE(ChooserStatements.people("directory.organization_card o", "o.id = any (:few::uuid[])"));

        private final String people;

        Among(String people) {
            this.people = people;
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

    private ChooserLists() {}

    /** Their ids. */
    static String everybody(Which which) {
        return ALL_TEACHERS + ChooserStatements.together(PEOPLE) + "select p.teacher_id " + PEOPLE + " and " + condition(which, true) + " order by p.teacher_id";
    }

    /**
     * A part of the list.
     *
     * @param together whether who lacks hours is found by looking at all of them, and not at one after the other
     */
    static String rows(Which which, boolean together, Among among) {
        return (among == Among.FEW ? few(which) + ",\n" : ALL_TEACHERS) + (together && which == Which.SHORT ? ChooserStatements.together(among.people) : YEAR)
            + ROWS.formatted(among.people + " and " + condition(which, together), MISSING, OPEN);
    }

    /** From what is kept, as far as it is: {@code kept} says whether that is all; and the units to look at for a page of the list. */
    static String sums(Which which) {
        return few(which) + "\nselect " + ChooserStatements.PART.formatted("u") + """
             as part, coalesce(sum(u.people), 0) as people, coalesce(sum(u.chosen), 0) as chosen, coalesce(sum(u.waiting), 0) as waiting,
                   coalesce(sum(u.nothing), 0) as nothing, coalesce(sum(u.lacking), 0) as lacking, bool_and(u.kept) as kept, (select array_agg(few.id) from few) as few
              from unit u
             group by 1
            having sum(u.people) > 0 or not bool_and(u.kept)
            """;
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

    private static String figure(Which which) {
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
