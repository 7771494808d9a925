package org.xingtan.validation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.TeacherId;
import org.xingtan.standing.HoldStandings;
import org.xingtan.validation.Batches.Batch;

/**
 * Freezes years of thousands in a few statements, or of one again. Before it reads the ledger it holds the standings of those people: whoever
 * posts hours holds them too, so an entry is either in what is frozen or is told of afterwards by {@link Validations}.
 */
@Component
class FreezeYears {

    /**
     * The facts of a year, for one person or for thousands: {@code fact(teacher_id, jurisdiction, organization_id, months, result, facts,
     * entries, last_entry, last_posted_at)} of those in {@code :chosen}. The hours are those that {@code standing} explains; a test holds them equal.
     * Whose year is validated stays in the unit in which it was, and is asked what that authority asks, wherever he has gone in it since.
     */
    static final String FACT = """
        -- all teachers: of those it is asked for.
        person as materialized (
            select s.teacher_id, coalesce(v.jurisdiction, s.jurisdiction) as jurisdiction, coalesce(v.organization_id, s.organization_id) as organization_id,
                   coalesce(v.months, s.months) as months
              from standing.state_card s
              left join lateral (
                  select c.owner_id as jurisdiction, d.organization_id,
                         case when c.owner_id is distinct from s.jurisdiction then 12 - public.seconds(coalesce(x.months, '{}') + case
                              when q.new_hires is distinct from 'BY_MONTH' or w.hired_on is null or w.hired_on < make_date(:year, 2, 1) then '{}'::int4multirange
                              when w.hired_on > make_date(:year, 12, 31) then int4multirange(int4range(1, 13))
                              else int4multirange(int4range(1, extract(month from w.hired_on)::int)) end) end as months
                    from validation.dossier d
                    join validation.call c on c.id = d.call_id
                    join directory.teacher_card w on w.teacher_id = d.teacher_id
                    left join lateral (select r.new_hires from ledger.annual_requirement_card r where r.jurisdiction = c.owner_id and r.year = :year
                                        order by r.version desc limit 1) q on true
                    left join lateral (select range_agg(e.months) as months from standing.exemption_card e
                                        where e.teacher_id = d.teacher_id and e.year = :year and e.ended_at is null) x on true
                   where d.teacher_id = s.teacher_id and d.year = s.year and d.state = 'VALIDATED') v on true
             where s.year = :year and s.teacher_id = any (:chosen)),
        service as materialized (
            select c.teacher_id, c.hired_on, c.posts from directory.person_card c where c.teacher_id = any (:chosen)),
        named as materialized (
            select c.teacher_id, c.name, c.document_masked from directory.teacher_card c where c.teacher_id = any (:chosen)),
        requirement as materialized (
            select distinct on (r.jurisdiction) r.jurisdiction, r.version, r.title, r.basis, r.total, r.categories, r.themes
              from ledger.annual_requirement_card r
             where r.year = :year and r.jurisdiction in (select jurisdiction from person)
             order by r.jurisdiction, r.version desc),
        entry as materialized (
            select e.teacher_id, e.id, e.category, e.credited, e.posted_at, e.theme, e.program_id
              from ledger.entry_card e
             where e.year = :year and e.teacher_id = any (:chosen)),
        earned as (
            select teacher_id, 'CATEGORY' as part, category as code, sum(credited) as have from entry group by teacher_id, category
             union all
            select x.teacher_id, 'THEME', x.theme, sum(x.credited)
              from (select teacher_id, theme, credited from entry where theme is not null and program_id is null
                     union all
                    select e.teacher_id, t.theme, e.credited
                      from entry e
                      join person p on p.teacher_id = e.teacher_id
                      join standing.theme_program_card t on t.jurisdiction = p.jurisdiction and t.year = :year and t.program_id = e.program_id) x
             group by x.teacher_id, x.theme),
        asked as (
            select p.teacher_id, n.part, n.place, n.line ->> 'code' as code, n.line ->> 'title' as title, n.line ->> 'titleEn' as title_en,
                   trunc((n.line ->> 'need')::numeric * p.months / 12, 2) as need
              from person p
              join requirement q on q.jurisdiction = p.jurisdiction
             cross join lateral (select 'CATEGORY' as part, c.place, c.line from jsonb_array_elements(q.categories) with ordinality c (line, place)
                                  union all
                                 select 'THEME', t.place, t.line from jsonb_array_elements(q.themes) with ordinality t (line, place)) n),
        line as (
            select teacher_id, part,
                   jsonb_agg(jsonb_build_object('code', code, 'title', title, 'titleEn', title_en, 'need', need::text, 'have', coalesce(have, 0)::text)
                             order by place nulls last, code collate "C") as lines,
                   bool_and(coalesce(have, 0) >= need) filter (where need > 0) as met
              from (select coalesce(a.teacher_id, e.teacher_id) as teacher_id, coalesce(a.part, e.part) as part, a.place, coalesce(a.code, e.code) as code,
                           a.title, a.title_en, a.need, e.have
                      from asked a
                      full join earned e on e.teacher_id = a.teacher_id and e.part = a.part and e.code = a.code
                     where a.teacher_id is not null or e.part = 'CATEGORY') l
             group by teacher_id, part),
        total as (
            select teacher_id, count(*)::int as entries, sum(credited) as have, (array_agg(id order by posted_at desc, id desc))[1] as last_entry,
                   max(posted_at) as last_posted_at
              from entry group by teacher_id),
        fact as (
            select p.teacher_id, p.jurisdiction, p.organization_id, p.months,
                   case when p.months = 0 then 'EXEMPT' when coalesce(c.met, true) and coalesce(h.met, true) and coalesce(n.have, 0) >= coalesce(trunc(q.total * p.months / 12, 2), 0)
                        then 'COMPLIANT' else 'NOT_COMPLIANT' end as result,
                   jsonb_build_object('name', t.name, 'document', t.document_masked, 'unitCode', o.code, 'unit', o.name, 'unitEn', o.name_en,
                       'hiredOn', w.hired_on, 'months', p.months,
                       'posts', coalesce((select jsonb_agg(jsonb_build_object('title', x.title, 'titleEn', x.title_en) order by x.position)
                                            from directory.post_card x where x.code = any (w.posts)), '[]'),
                       'total', jsonb_build_object('code', 'TOTAL', 'title', null, 'titleEn', null, 'need', trunc(q.total * p.months / 12, 2)::text,
                                                   'have', coalesce(n.have, 0)::text),
                       'categories', coalesce(c.lines, '[]'), 'themes', coalesce(h.lines, '[]'),
                       'basis', case when q.jurisdiction is not null then jsonb_build_object('jurisdiction', q.jurisdiction, 'version', q.version,
                                                                                            'title', q.title, 'document', q.basis) end) as facts,
                   coalesce(n.entries, 0) as entries, n.last_entry, n.last_posted_at
              from person p
              join named t on t.teacher_id = p.teacher_id
              left join service w on w.teacher_id = p.teacher_id
              left join directory.organization_card o on o.id = p.organization_id
              left join requirement q on q.jurisdiction = p.jurisdiction
              left join line c on c.teacher_id = p.teacher_id and c.part = 'CATEGORY'
              left join line h on h.teacher_id = p.teacher_id and h.part = 'THEME'
              left join total n on n.teacher_id = p.teacher_id)
        """;

    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient db;
    private final HoldStandings hold;

    FreezeYears(JdbcClient db, HoldStandings hold) {
        this.db = db;
        this.hold = hold;
    }

    /**
     * Whom a batch has before it: after the one it has come by, in the order of their ids. Whoever asked for it is left to somebody else. Of the
     * authority itself it is all whom it asks, also in units that lie elsewhere since the year ended.
     */
    private JdbcClient.StatementSpec ahead(String select, String end, Batch batch, Call call) {
        return db.sql("""
                -- all teachers: a validation goes by everybody of a subtree.
                select %s
                  from standing.state_card s
                  left join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and (d.call_id = :call or d.state = 'VALIDATED')
                 where s.jurisdiction = :owner and s.year = :year and s.teacher_id > :after and s.teacher_id <> :by
                   and s.organization_id is not null
                   and (:unit = :owner or s.organization_id in (select o.id from directory.organization_card o
                                              where o.path operator(public.<@) (select top.path from directory.organization_card top where top.id = :unit)))
                   and (d.state = 'UNIT_CONFIRMED' or :everybody and (d.state is null or d.state in ('OPEN', 'CONFIRMED')))
                %s
                """.formatted(select, end))
            .param("owner", call.owner().id().value()).param("call", call.id()).param("year", call.year()).param("by", batch.askedBy().value()).param("unit", batch.organization().value())
            .param("after", batch.passed() == null ? NOBODY : batch.passed().value()).param("everybody", batch.covers() == Batch.Covers.EVERYBODY);
    }

    int count(Batch batch, Call call) {
        return ahead("count(*)", "", batch, call).query(Integer.class).single();
    }

    List<TeacherId> next(Batch batch, Call call, int most) {
        return ahead("s.teacher_id", "order by s.teacher_id limit :most", batch, call).param("most", most)
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    /**
     * Those of them who still may be; nobody twice. Whom his unit now has not confirmed, or who has confirmed more than there is, is left out, or is
     * validated as not confirmed by whoever validates everybody.
     *
     * @param then asked when nothing can come to their hours any more, so that what was earned before is what was earned until then
     * @return how many
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int freeze(Batch batch, Call call, List<TeacherId> people, Supplier<Instant> then) {
        hold.of(people, call.year());
        var at = then.get();
        place(call, people, at);
        return run("with " + FACT + Dossiers.CHANGED + """
                , fit as materialized (
                    select f.*, c.teacher_id is not null as changed,
                           c.teacher_id is null and d.state = 'UNIT_CONFIRMED' and d.unit_confirmed_in is not distinct from f.organization_id as confirmed
                      from fact f
                      left join changed c on c.teacher_id = f.teacher_id
                      join validation.dossier d on d.teacher_id = f.teacher_id and d.year = :year
                     where f.jurisdiction = :owner and d.call_id = :call and f.organization_id is not null
                       and (d.state = 'UNIT_CONFIRMED' or :everybody and d.state in ('OPEN', 'CONFIRMED'))),
                left_out as (
                    insert into validation.left_out (teacher_id, batch_id, why)
                    select f.teacher_id, :batch, case when f.changed then 'CHANGED' else 'MOVED' end from fit f where not :everybody and not f.confirmed),
                validated as (
                    update validation.dossier d
                       set state = 'VALIDATED', changed_at = :at, organization_id = f.organization_id, result = f.result, version = 1,
                           confirmed_at = case when not f.changed then d.confirmed_at end, unit_confirmed_at = case when f.confirmed then d.unit_confirmed_at end,
                           unit_confirmed_by = case when f.confirmed then d.unit_confirmed_by end, unit_confirmed_in = case when f.confirmed then d.unit_confirmed_in end
                      from fit f
                     where d.teacher_id = f.teacher_id and d.year = :year and (:everybody or f.confirmed)
                    returning d.teacher_id, f.organization_id, f.result, d.unit_confirmed_at, f.facts, f.entries, f.last_entry, f.last_posted_at)
                insert into validation.frozen (teacher_id, year, version, call_id, batch_id, organization_id, result, unit_confirmed_at, facts, entries, last_entry,
                       last_posted_at, validated_at, validated_by)
                select v.teacher_id, :year, 1, :call, :batch, v.organization_id, v.result, v.unit_confirmed_at, v.facts, v.entries, v.last_entry, v.last_posted_at, :at, :by
                  from validated v
                """, call, people, at)
            .param("owner", call.owner().id().value()).param("everybody", batch.covers() == Batch.Covers.EVERYBODY).param("batch", batch.id())
            .param("by", batch.askedBy().value()).update();
    }

    /** Everybody has a dossier, and nobody else changes it until the transaction ends. */
    private void place(Call call, List<TeacherId> people, Instant at) {
        db.sql("""
                with who as (
                    select s.teacher_id from standing.state_card s where s.teacher_id = any (:chosen) and s.year = :year and s.jurisdiction = :owner)
                """ + Dossiers.PLACE)
            .param("owner", call.owner().id().value()).param("call", call.id()).param("year", call.year()).param("chosen", TeacherId.array(people)).param("at", at.atOffset(ZoneOffset.UTC)).update();
        db.sql("select 1 from validation.dossier where teacher_id = any (:chosen) and year = :year order by teacher_id for update")
            .param("chosen", TeacherId.array(people)).param("year", call.year()).query(_ -> {});
    }

    /** The next version of one person, of the ledger as it is now. The one before stays. @return its number; null when nobody asks him for hours any more */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable Integer again(Dossier dossier, Call call, Instant at, TeacherId by, String reason) {
        return run("with " + FACT + """
                , validated as (
                    update validation.dossier d
                       set changed_at = :at, organization_id = coalesce(f.organization_id, d.organization_id), result = f.result, version = d.version + 1, moved_at = null
                      from fact f
                     where d.teacher_id = f.teacher_id and d.year = :year and d.state = 'VALIDATED' and d.version = :before
                    returning d.teacher_id, d.version, d.organization_id, d.unit_confirmed_at)
                insert into validation.frozen (teacher_id, year, version, call_id, organization_id, result, unit_confirmed_at, facts, entries, last_entry,
                       last_posted_at, validated_at, validated_by, reason)
                select f.teacher_id, :year, v.version, :call, v.organization_id, f.result, v.unit_confirmed_at, f.facts, f.entries, f.last_entry, f.last_posted_at, :at, :by,
                       :reason
                  from fact f
                  join validated v on v.teacher_id = f.teacher_id
                returning version
                """, call, List.of(dossier.teacher()), at)
            .param("before", dossier.version()).param("by", by.value()).param("reason", reason).query(Integer.class).optional().orElse(null);
    }

    private JdbcClient.StatementSpec run(String sql, Call call, List<TeacherId> people, Instant at) {
        return db.sql(sql).param("chosen", TeacherId.array(people)).param("year", call.year()).param("call", call.id()).param("at", at.atOffset(ZoneOffset.UTC));
    }
}
