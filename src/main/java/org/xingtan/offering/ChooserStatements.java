package org.xingtan.offering;

/** What the database is asked about people who choose: how many of each kind, who they are, and what each will lack. */
final class ChooserStatements {

    /** Who is asked for something and has not got all of it yet. */
    static final String OPEN = "s.jurisdiction is not null and s.months > 0 and not s.met @> '{ALL}'";
    static final String LIVE = "exists (select from selection.selection_card c where c.teacher_id = p.teacher_id and c.term_id = :term and %s)";

    /** Everybody in the unit and below to whom the term is offered. */
    static final String PEOPLE = """
          from directory.organization_card o
          join directory.person_card p on p.organization_id = o.id
          left join standing.state_card s on s.teacher_id = p.teacher_id and s.year = :year
         where o.path operator(public.<@) :root::public.ltree and o.path operator(public.<@) :owner::public.ltree
           and (:search::text is null or position(:search in p.name) > 0)
        """;

    /** The terms that can still be learned in the year, as {@link org.xingtan.selection.Term#years} says. */
    static final String TERMS = """
        with term as materialized (
            select t.id
              from selection.term_card t
              left join selection.window_card l on l.term_id = t.id and l.kind = 'LEARN'
             where t.id = :term
                or :year between extract(year from greatest(l.opens_at, least(l.closes_at, now())) at time zone 'Asia/Shanghai')
                             and extract(year from coalesce(l.closes_at, now()) at time zone 'Asia/Shanghai'))
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
    static final String TOGETHER = YEAR.stripTrailing() + """
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
    static final String COUNTS = TOGETHER + """
        select public.subpath(x.path, 0, least(public.nlevel(x.path), public.nlevel(:root::public.ltree) + 1))::text as part, count(*) as people,
               count(*) filter (where chooser.selected > 0) as chosen, count(*) filter (where chooser.waiting > 0) as waiting,
               count(*) filter (where coalesce(chooser.selected + chooser.waiting, 0) = 0) as nothing, count(lacking.teacher_id) as lacking
          from person x
          left join chooser on chooser.teacher_id = x.teacher_id
          left join lacking on lacking.teacher_id = x.teacher_id
         group by 1
        """;

    /** What {@code s}, somebody's state, does not meet and will not reach; what is chosen counts as far as it is not earned yet, and can still be. */
    static final String MISSING = """
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

    static final String ROWS = """
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

    private ChooserStatements() {}
}
