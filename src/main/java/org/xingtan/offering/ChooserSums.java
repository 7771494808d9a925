package org.xingtan.offering;

import org.xingtan.offering.Choosers.Which;

/** What the database is asked about the sums of what is kept: of a unit and all below it. */
final class ChooserSums {

    private static final String KEPT = "%1$s.term_id = :term and %1$s.year = :year and %1$s.day = (select today.day from today) and %1$s.basis in (:here, :%2$s)";
    private static final String SUM = KEPT.formatted("s", "both");
    private static final String FIGURE = KEPT.formatted("f", "everywhere");

    /** What was kept of units in which something has changed goes, also in sums, and so do the lines that say so. */
    static final String FOLD = """
        -- all teachers: those of whom something has changed.
        with gone as (delete from offering.stale returning teacher_id, organization_id),
        unit as (
            select gone.organization_id as id from gone where gone.organization_id is not null
             union
            select p.organization_id from gone join directory.person_card p on p.teacher_id = gone.teacher_id where gone.organization_id is null),
        figures as (delete from offering.figure f using unit where f.organization_id = unit.id)
        delete from offering.sum s
         using (select distinct above.id
                  from unit
                  join directory.organization_card o on o.id = unit.id
                 cross join lateral generate_series(1, public.nlevel(o.path)) as level
                  join directory.organization_card above on above.path = public.subpath(o.path, 0, level)) a
         where s.organization_id = a.id
        """;

    /** Adds up what is kept of units and all below them, where it is kept of all of these and no sum of it stands. */
    static final String ADD_UP = ChooserStatements.ALL_TEACHERS + ChooserStatements.STALE + """
        ,
        due as materialized (
            select o.id, o.path
              from directory.organization_card o
              join offering.figure f on %3$s and f.organization_id = o.id
             where o.path operator(public.<@) :within::public.ltree and not exists (select from offering.sum s where %1$s and s.organization_id = o.id))
        insert into offering.sum (term_id, year, organization_id, day, basis, people, chosen, waiting, nothing, lacking)
        select :term, :year, due.id, %2$s, case when bool_or(f.basis = :everywhere) then :both else :here end,
               sum(f.people), sum(f.chosen), sum(f.waiting), sum(f.nothing), sum(f.lacking)
          from due
          join directory.organization_card o on o.path operator(public.<@) due.path
          left join offering.figure f on %3$s and f.organization_id = o.id
         group by due.id
        having bool_and(f.organization_id is not null)
        on conflict (term_id, year, organization_id)
        do update set day = excluded.day, basis = excluded.basis, people = excluded.people, chosen = excluded.chosen, waiting = excluded.waiting,
                      nothing = excluded.nothing, lacking = excluded.lacking
        """.formatted(SUM, ChooserStatements.DAY, FIGURE);

    /** {@code top}, the unit asked about, as long as its sum stands, and so does all that is kept below it. */
    private static final String TOP = """
        -- all teachers: those of a unit.
        with recursive
        """ + ChooserStatements.STALE + """
        ,
        top as materialized (
            select o.id, o.path
              from directory.organization_card o
              join offering.sum s on %s and s.organization_id = o.id
             where o.path = :within::public.ltree
               and not exists (select from stale join directory.organization_card u on u.id = stale.id where u.path operator(public.<@) o.path))""".formatted(SUM);

    /** Sums that say something else than the figures of which they are. */
    static final String FALSE = ChooserStatements.ALL_TEACHERS + ChooserStatements.STALE + """

        select o.path::text
          from offering.sum s
          join directory.organization_card o on o.id = s.organization_id
         cross join lateral (
              select coalesce(sum(f.people), 0) as people, coalesce(sum(f.chosen), 0) as chosen, coalesce(sum(f.waiting), 0) as waiting,
                     coalesce(sum(f.nothing), 0) as nothing, coalesce(sum(f.lacking), 0) as lacking
                from directory.organization_card u
                join offering.figure f on %s and f.organization_id = u.id
               where u.path operator(public.<@) o.path) t
         where %s
           and not exists (select from stale join directory.organization_card u on u.id = stale.id where u.path operator(public.<@) o.path)
           and (s.people, s.chosen, s.waiting, s.nothing, s.lacking) is distinct from (t.people, t.chosen, t.waiting, t.nothing, t.lacking)
         order by o.path
        """.formatted(FIGURE, SUM);

    /** By the units right below: no row where that is not kept of all of them. */
    static final String COUNTS = TOP + """

        select %s as part, sum(u.people) as people, sum(u.chosen) as chosen, sum(u.waiting) as waiting, sum(u.nothing) as nothing, sum(u.lacking) as lacking
          from (select top.path, f.people, f.chosen, f.waiting, f.nothing, f.lacking
                  from top
                  join offering.figure f on f.term_id = :term and f.year = :year and f.organization_id = top.id
                 union all
                select c.path, s.people, s.chosen, s.waiting, s.nothing, s.lacking
                  from top
                  join directory.organization_card c on c.parent_id = top.id
                  join offering.sum s on s.term_id = :term and s.year = :year and s.organization_id = c.id) u
         group by 1
        """.formatted(ChooserStatements.PART.formatted("u"));

    private ChooserSums() {}

    /**
     * {@code few}, the units to look at for a page of the list: the first, behind the place where the last page ended, that have enough people for it; none where that is not kept of
     * all. They are found by going down where somebody is. Of the unit in which that page ended nobody knows how many are left; of every other one that has somebody on the list at
     * least one is.
     */
    static String few(Which which) {
        return TOP + """
            ,
            down as (
                select top.id, top.path, 0::numeric as before from top
                 union all
                select k.id, k.path, k.before
                  from (select c.id, c.path, d.before + case when d.path operator(public.@>) :path::public.ltree then 0 else f.%1$s end
                               + coalesce(sum(case when c.path operator(public.@>) :path::public.ltree then 0 else s.%1$s end)
                                   over (partition by d.id order by c.path rows between unbounded preceding and 1 preceding), 0) as before
                          from down d
                          join offering.figure f on f.term_id = :term and f.year = :year and f.organization_id = d.id
                          join directory.organization_card c on c.parent_id = d.id
                          join offering.sum s on s.term_id = :term and s.year = :year and s.organization_id = c.id and s.%1$s > 0
                         where :path::text is null or c.path >= :path::public.ltree or c.path operator(public.@>) :path::public.ltree) k
                 where k.before < :limit),
            few as materialized (
                select d.id
                  from down d
                  join offering.figure f on f.term_id = :term and f.year = :year and f.organization_id = d.id and f.%1$s > 0
                 where :path::text is null or d.path >= :path::public.ltree)""".formatted(ChooserLists.figure(which));
    }
}
