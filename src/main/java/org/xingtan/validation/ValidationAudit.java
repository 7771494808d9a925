package org.xingtan.validation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;

/** Proves on live data that validated years are what the ledger was when they were frozen, and that nobody was validated past his unit unless it was said. */
@Component
class ValidationAudit implements AuditCheck {

    private static final String HOURS = """
        -- all teachers: an audit looks at everybody.
        select 'teacher ' || f.teacher_id || ', ' || f.year || ', version ' || f.version || ': frozen are ' || (f.facts -> 'total' ->> 'have') || ' of ' || f.entries
               || ' entries, up to the last of them the ledger has ' || coalesce(l.have, 0) || ' of ' || coalesce(l.n, 0)
          from validation.frozen f
          left join lateral (select sum(e.credited) as have, count(*) as n
                               from ledger.entry_card e
                              where e.teacher_id = f.teacher_id and e.year = f.year and (e.posted_at, e.id) <= (f.last_posted_at, f.last_entry)) l on true
         where (f.facts -> 'total' ->> 'have')::numeric <> coalesce(l.have, 0) or f.entries <> coalesce(l.n, 0)
         limit 100
        """;

    private static final String RESULTS = """
        -- all teachers: an audit looks at everybody.
        select 'teacher ' || f.teacher_id || ', ' || f.year || ', version ' || f.version || ': ' || f.result || ' is not what its hours make'
          from validation.frozen f
         cross join lateral (select bool_and((n.line ->> 'have')::numeric >= (n.line ->> 'need')::numeric) as met
                               from jsonb_array_elements(f.facts -> 'categories' || (f.facts -> 'themes') || jsonb_build_array(f.facts -> 'total')) n (line)
                              where (n.line ->> 'need')::numeric > 0) l
         cross join lateral (select sum((n.line ->> 'have')::numeric) as have from jsonb_array_elements(f.facts -> 'categories') n (line)) c
         where f.result <> case when (f.facts ->> 'months')::int = 0 then 'EXEMPT' when coalesce(l.met, true) then 'COMPLIANT' else 'NOT_COMPLIANT' end
            or coalesce(c.have, 0) <> (f.facts -> 'total' ->> 'have')::numeric
         limit 100
        """;

    private static final String PAST_THE_UNIT = """
        -- all teachers: an audit looks at everybody.
        select 'teacher ' || f.teacher_id || ', ' || f.year || ': validated without his unit by batch ' || coalesce(b.number::text, 'unknown')
          from validation.frozen f
          left join validation.batch b on b.id = f.batch_id
         where f.version = 1 and (b.id is null or f.unit_confirmed_at is null and b.covers <> 'EVERYBODY')
         limit 100
        """;

    /** Validated as confirmed: in the unit that confirmed, and no less than the person did, or the unit for him. Before that unit was kept: in none that its confirmer is in charge of. */
    private static final String NOT_CONFIRMED = """
        -- all teachers: an audit looks at everybody.
        select 'teacher ' || f.teacher_id || ', ' || f.year || ': validated as confirmed by a unit that did not confirm him'
          from validation.frozen f
          join validation.dossier d on d.teacher_id = f.teacher_id and d.year = f.year
          join directory.organization_card o on o.id = f.organization_id
         where f.version = 1 and f.unit_confirmed_at is not null
           and (d.unit_confirmed_in <> f.organization_id
                or d.unit_confirmed_in is null
                   and exists (select from validation.step k where k.teacher_id = d.teacher_id and k.year = d.year and k.act = 'CONFIRMED' and k.at = d.confirmed_at
                                  and k.facts ->> 'unitCode' <> o.code)
                   and not exists (select from directory.appointment_card a where a.teacher_id = d.unit_confirmed_by and a.path operator(public.@>) o.path))
         union all
        select 'teacher ' || f.teacher_id || ', ' || f.year || ': he confirmed ' || (k.facts -> 'total' ->> 'have') || ' or other data, frozen as confirmed are '
               || (f.facts -> 'total' ->> 'have')
          from validation.frozen f
          join validation.dossier d on d.teacher_id = f.teacher_id and d.year = f.year
          join validation.step k on k.teacher_id = d.teacher_id and k.year = d.year and k.act = 'CONFIRMED' and k.at = d.confirmed_at
         where f.version = 1 and validation.takes_back(k.facts, f.facts)
         union all
        select 'teacher ' || f.teacher_id || ', ' || f.year || ': his unit confirmed ' || (k.facts -> 'total' ->> 'have') || ' or other data, frozen as confirmed are '
               || (f.facts -> 'total' ->> 'have')
          from validation.frozen f
          join validation.dossier d on d.teacher_id = f.teacher_id and d.year = f.year and d.confirmed_at is null
          join validation.step k on k.teacher_id = d.teacher_id and k.year = d.year and k.act = 'UNIT_CONFIRMED' and k.at = d.unit_confirmed_at
         where f.version = 1 and validation.takes_back(k.facts, f.facts)
         limit 100
        """;

    /**
     * As long as it waits the unit can do it itself. Who keeps the unit himself may be confirmed by the authority above. A teaching point goes
     * with its people from one school to another: whichever confirmed them was no authority. What was said before this was a rule stays.
     */
    private static final String FROM_ABOVE = """
        -- all teachers: an audit looks at everybody.
        select 'teacher ' || d.teacher_id || ', ' || d.year || ': confirmed for his unit by ' || d.unit_confirmed_by || ', who did not act for it'
          from validation.dossier d
          join directory.organization_card o on o.id = d.unit_confirmed_in
          join validation.own_word r on d.unit_confirmed_at >= r.since
         where d.state = 'UNIT_CONFIRMED'
           and not exists (select from directory.appointment_history_card a
                             join directory.organization_card k on k.id = a.organization_id
                            where a.teacher_id in (d.unit_confirmed_by, d.teacher_id) and a.role = any (:keepers)
                              and (k.id = o.id or o.kind = 'TEACHING_POINT' and k.kind <> all (:authorities))
                              and a.during @> (d.unit_confirmed_at at time zone interval '8 hours')::date)
         limit 100
        """;

    private static final String FIGURES = """
        -- all teachers: an audit looks at everybody.
        select 'batch ' || b.number || ' of call ' || b.call_id || ' says ' || b.validated || ' people, ' || coalesce(f.n, 0) || ' are frozen'
          from validation.batch b
          left join (select batch_id, count(*) as n from validation.frozen group by batch_id) f on f.batch_id = b.id
         where b.validated <> coalesce(f.n, 0)
         union all
        select 'teacher ' || d.teacher_id || ', ' || d.year || ': ' || d.result || ' in the figures, ' || f.result || ' is frozen'
          from validation.dossier d
          join validation.frozen f on f.teacher_id = d.teacher_id and f.year = d.year and f.version = d.version
         where (d.result, d.organization_id) is distinct from (f.result, f.organization_id)
         limit 100
        """;

    /** What came beside the ledger's own way has told nobody. */
    private static final String UNMARKED = """
        select d.teacher_id, d.year
          from validation.dossier d
          join validation.frozen f on f.teacher_id = d.teacher_id and f.year = d.year and f.version = d.version
         where d.moved_at is null
           and coalesce((select sum(e.credited) from ledger.entry_card e where e.teacher_id = d.teacher_id and e.year = d.year), 0) <> (f.facts -> 'total' ->> 'have')::numeric
        """;

    private static final TeacherId NOBODY = new TeacherId(new UUID(0, 0));

    /** People of a part. */
    private static final int AT_ONCE = 5_000;

    private final JdbcClient db;
    private final Dossiers dossiers;
    private final Patience patience;
    private final Clock clock;

    ValidationAudit(JdbcClient db, Dossiers dossiers, Patience patience, Clock clock) {
        this.db = db;
        this.dossiers = dossiers;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "validation.frozen";
    }

    @Override
    @Transactional
    public List<String> findings(boolean repair) {
        patience.extend();
        if (repair) {
            db.sql("""
                    -- all teachers: an audit looks at everybody.
                    with unmarked as (%s)
                    update validation.dossier d set moved_at = d.changed_at
                      from unmarked u
                     where d.teacher_id = u.teacher_id and d.year = u.year
                    """.formatted(UNMARKED)).update();
        }
        var found = Stream.of(HOURS, RESULTS, PAST_THE_UNIT, NOT_CONFIRMED, FROM_ABOVE, FIGURES, """
                -- all teachers: an audit looks at everybody.
                select 'teacher ' || u.teacher_id || ', ' || u.year || ': hours have moved since validation, and nothing says so' from (%s) u limit 100
                """.formatted(UNMARKED))
            .flatMap(sql -> db.sql(sql).param("keepers", ValidationDuties.KEEPERS).param("authorities", ValidationDuties.AUTHORITIES).query(String.class).list().stream()).toList();
        return Stream.concat(found.stream(), otherMonths(repair)).toList();
    }

    private Stream<String> otherMonths(boolean repair) {
        return db.sql("select distinct year from validation.call order by year").query(Integer.class).list().stream().flatMap(year -> otherMonths(year, repair)).limit(100);
    }

    private Stream<String> otherMonths(int year, boolean repair) {
        var findings = new ArrayList<String>();
        for (var some = unmoved(NOBODY, year); !some.isEmpty(); some = unmoved(some.getLast(), year)) {
            if (repair) {
                dossiers.markOtherMonths(some, year, clock.instant());
            }
            dossiers.otherMonths(some, year).forEach(it -> findings.add("teacher " + it + ", " + year + ": other months are asked for since validation, and nothing says so"));
        }
        return findings.stream();
    }

    private List<TeacherId> unmoved(TeacherId after, int year) {
        return db.sql("""
                -- all teachers: an audit looks at everybody.
                select teacher_id from validation.dossier
                 where year = :year and state = 'VALIDATED' and moved_at is null and teacher_id > :after
                 order by teacher_id limit :most
                """)
            .param("year", year).param("after", after.value()).param("most", AT_ONCE).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }
}
