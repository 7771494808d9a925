package org.xingtan.offering;

/** What the database is asked about people who choose: how many of each kind there are, from the facts and from what is kept of each unit. */
final class ChooserStatements {

    static final String ALL_TEACHERS = "-- all teachers: those of a unit.\nwith ";

    /** Who is asked for something and has not got all of it yet. */
    static final String OPEN = "s.jurisdiction is not null and s.months > 0 and not s.met @> '{ALL}'";

    /** Everybody in the unit and below to whom the term is offered. */
    static final String PEOPLE = people("directory.organization_card o", """
        o.path operator(public.<@) :within::public.ltree and (:search::text is null or position(:search in p.name) > 0)""");

    /** Of these whoever is in one of the units of {@link #DUE}. */
    private static final String PEOPLE_DUE = people("directory.organization_card o", "o.id = any (array(select due.id from due))");

    /** That on which the transaction began: people are read where they are on it. */
    static final String DAY = "(now() at time zone interval '8 hours')::date";

    /** Whether it is still that day. */
    static final String STILL_THE_DAY = DAY + " = (clock_timestamp() at time zone interval '8 hours')::date";

    /** Past midnight nothing is kept: a line that is gone by then may have spoken of where somebody was until then. */
    static final String STALE = """
        today as materialized (select %s as day where %s),
        stale as materialized (
            select s.organization_id as id from offering.stale s where s.organization_id is not null
             union
            select p.organization_id from offering.stale s join directory.person_card p on p.teacher_id = s.teacher_id where s.organization_id is null)""".formatted(DAY, STILL_THE_DAY);

    /** The units with what is kept of them, and whether that is still so. */
    static final String UNITS = ALL_TEACHERS + STALE + """
        ,
        unit as (
            select o.id, o.path, f.people, f.chosen, f.waiting, f.nothing, f.lacking, f.organization_id is not null and o.id not in (select stale.id from stale) as kept
              from directory.organization_card o
              left join offering.figure f on f.term_id = :term and f.year = :year and f.organization_id = o.id and f.basis in (:here, :everywhere) and f.day = (select today.day from today)
             where o.path operator(public.<@) :within::public.ltree)""";

    /** Those of them that have to be counted anew; at most so many. */
    private static final String DUE = UNITS + """
        ,
        due as materialized (select unit.id from unit where not unit.kept order by unit.id limit :most),
        """;

    /** By the units right below; the unit's own path stands for its own people. */
    static final String PART = "public.subpath(%1$s.path, 0, least(public.nlevel(%1$s.path), public.nlevel(:root::public.ltree) + 1))";

    /** {@code o}, an authority above whoever has the term, or below. */
    private static final String HERE = "(o.path operator(public.@>) :owner::public.ltree or o.path operator(public.<@) :owner::public.ltree)";

    /**
     * The terms that can still be learned in the year, as {@link org.xingtan.selection.Term#years} says, and what each authority asks in it; {@code here} is false of what
     * concerns only those who come from elsewhere. Of a term whose time to learn was set or taken away after people could choose in it nobody knows whom it concerns:
     * whoever has chosen in it may have been counted while it was not of the year.
     */
    private static final String TERMS = """
        term as materialized (
            select t.id, %1$s or (l.set_at > t.published_at) is not false as here
              from selection.term_card t
              join directory.organization_card o on o.id = t.owner_id
              left join selection.window_card l on l.term_id = t.id and l.kind = 'LEARN'
             where t.published_at is not null
               and (t.id = :term
                    or :year between extract(year from greatest(l.opens_at, least(l.closes_at, now())) at time zone 'Asia/Shanghai')
                                 and extract(year from coalesce(l.closes_at, now()) at time zone 'Asia/Shanghai'))),
        policy as materialized (
            select distinct on (r.jurisdiction) r.jurisdiction, r.total, r.categories, r.themes, %1$s as here
              from ledger.annual_requirement_card r
              join directory.organization_card o on o.id = r.jurisdiction
             where r.year = :year
             order by r.jurisdiction, r.version desc)""".formatted(HERE);

    /**
     * What is offered in these terms, and everything else that concerns everybody: as long as it is the same, whatever was counted of somebody stands while nothing of him
     * changes. Once for those who have to do with nothing of elsewhere, and once for the others.
     */
    static final String BASES = "with " + TERMS + """

        select (select array_agg(distinct f.program_id) from term join selection.offering_card f on f.term_id = term.id where term.here or n.everywhere) as offered,
               md5(concat_ws('|', (select string_agg(term.id::text, ',' order by term.id) from term where term.here or n.everywhere),
                   (select string_agg(concat_ws(' ', q.jurisdiction, q.total, q.categories, q.themes), ',' order by q.jurisdiction) from policy q where q.here or n.everywhere),
                   (select string_agg(concat_ws(' ', t.jurisdiction, t.program_id, t.theme), ',' order by t.jurisdiction, t.program_id, t.theme)
                      from policy q join standing.theme_program_card t on t.jurisdiction = q.jurisdiction and t.year = :year where q.here or n.everywhere))) as asked
          from (values (false), (true)) n (everywhere)
         order by n.everywhere
        """;

    /** These, and what each authority asks in the year. */
    static final String YEAR = TERMS + """
        ,
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
     * Where the {@code person}s of a statement will be, however many they are: what they have chosen in the year, and of those meant by what is put in, with what they have earned.
     * What is chosen counts as far as it is not earned yet, and can still be.
     */
    private static final String REACHED = """
        ,
        choice as materialized (
            select c.teacher_id, c.term_id, c.state, term.here, x.jurisdiction, x.open and c.state = 'SELECTED' and f.program_id <> all (:over::uuid[]) as counts, f.program_id, f.category, f.hours
              from person x
              join selection.selection_card c on c.teacher_id = x.teacher_id and c.state <> 'DROPPED'
              join term on term.id = c.term_id
              join selection.offering_card f on f.offering_id = c.offering_id),
        chooser as materialized (
            select c.teacher_id, count(*) filter (where c.state = 'SELECTED' and c.term_id = :term) as selected,
                   count(*) filter (where c.state = 'WAITING' and c.term_id = :term) as waiting,
                   sum(c.hours) filter (where c.state = 'SELECTED' and c.term_id = :term) as hours, bool_or(c.counts) as counts, bool_or(not c.here) as elsewhere
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
              %s
              join ledger.entry_card e on e.teacher_id = x.teacher_id and e.year = :year
              left join themed t on t.jurisdiction = x.jurisdiction and t.program_id = e.program_id
             where x.open
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
             group by h.teacher_id, k.part, k.code)""";

    /** Of all who are asked for something. */
    static final String ALL_REACHED = REACHED.formatted("");

    /** What a {@code person} does not meet and will not reach. */
    static final String LACKS = """
        person x
              %sjoin need n on n.jurisdiction = x.jurisdiction and not x.met @> array[n.code]
              left join reached r on r.teacher_id = x.teacher_id and r.part = n.part and r.code = n.code
             where x.open and trunc(n.hours * x.months / 12, 2) > coalesce(r.hours, 0)""";

    /** Who has chosen nothing lacks whatever he lacks today: of him the ledger is not read. */
    private static final String TOGETHER = YEAR.stripTrailing() + """
        ,
        person as materialized (
            select p.teacher_id, o.id as unit, o.path, s.jurisdiction, s.months, s.met, %s as open
            %s)%s,
        lacking as materialized (
            select x.teacher_id
              from person x
              left join chooser on chooser.teacher_id = x.teacher_id
             where x.open and chooser.counts is not true
             union
            select x.teacher_id
              from %s)
        """;

    private static final String COUNTS_ALONE = "join chooser on chooser.teacher_id = x.teacher_id and chooser.counts";

    private static final String NUMBERS = """
        count(x.teacher_id) as people, count(*) filter (where chooser.selected > 0) as chosen, count(*) filter (where chooser.waiting > 0) as waiting,
               count(x.teacher_id) filter (where coalesce(chooser.selected + chooser.waiting, 0) = 0) as nothing, count(lacking.teacher_id) as lacking
        """;

    private static final String CHOICES = """
          left join chooser on chooser.teacher_id = x.teacher_id
          left join lacking on lacking.teacher_id = x.teacher_id
        """;

    /** From the facts. */
    static final String COUNTS = ALL_TEACHERS + together(PEOPLE) + "select " + PART.formatted("x") + " as part, " + NUMBERS + "  from person x\n" + CHOICES + " group by 1\n";

    /** From what is kept, and from the facts elsewhere. */
    static final String MIXED = DUE + together(PEOPLE_DUE) + "select n.part, " + """
        sum(n.people) as people, sum(n.chosen) as chosen, sum(n.waiting) as waiting, sum(n.nothing) as nothing, sum(n.lacking) as lacking
          from (select %s as part, u.people, u.chosen, u.waiting, u.nothing, u.lacking from unit u where u.kept and u.people > 0
                 union all
                select %s, %s
                  from person x
        %s         group by 1) n
         group by n.part
        """.formatted(PART.formatted("u"), PART.formatted("x"), NUMBERS, CHOICES);

    /** Counts what is due, and keeps it. */
    static final String STORE = DUE + together(PEOPLE_DUE) + """
        insert into offering.figure (term_id, year, organization_id, day, basis, people, chosen, waiting, nothing, lacking)
        select :term, :year, due.id, %s,
               case when bool_or(chooser.elsewhere or x.jurisdiction in (select policy.jurisdiction from policy where not policy.here)) then :everywhere else :here end, %s
          from due
          left join person x on x.unit = due.id
        %s group by due.id
        on conflict (term_id, year, organization_id)
        do update set day = excluded.day, basis = excluded.basis, people = excluded.people, chosen = excluded.chosen, waiting = excluded.waiting,
                      nothing = excluded.nothing, lacking = excluded.lacking
        """.formatted(DAY, NUMBERS, CHOICES);

    private ChooserStatements() {}

    /** Everybody of these units, with his year. */
    static String people(String units, String where) {
        return """
              from %s
              join directory.person_card p on p.organization_id = o.id
              left join standing.state_card s on s.teacher_id = p.teacher_id and s.year = :year
             where %s
            """.formatted(units, where);
    }

    static String together(String people) {
        return TOGETHER.formatted(OPEN, people.strip(), REACHED.formatted(COUNTS_ALONE), LACKS.formatted(COUNTS_ALONE + "\n              "));
    }
}
