package org.xingtan.fee;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes what is new about some offerings: a charge for every place that costs something and was not billed, a credit for every
 * billed one that was given back or whose course was withdrawn. One statement for all of it, so that it sees all places at one moment.
 */
@Repository
class WriteLines {

    /** @param withoutPayer places that are billed to nobody */
    record Written(int lines, int withoutPayer) {}

    /** The places that are not billed yet, who pays for them, and the units in which nobody does. */
    private static final String DUE = """
        asked as materialized (
            select o.offering_id, o.program_id, o.category, o.price, r.payer, r.basis, coalesce(o.title, p.title) as course
              from selection.offering_card o
              join program.program_card p on p.id = o.program_id
              join fee.payer_of_category r on r.authority_id = :authority and r.version = :version and r.category = o.category
             where o.term_id = :term and o.price > 0 and (:passed::uuid is null or o.offering_id > :passed) and (:last::uuid is null or o.offering_id <= :last)),
        due as materialized (
            select s.teacher_id, s.id as selection_id, a.offering_id, a.category, a.price, a.payer, a.basis, a.course,
                   coalesce(e.organization_id, d.organization_id) as unit_id
              from asked a
              join selection.place_card h on h.offering_id = a.offering_id and h.state = 'SELECTED'
              join selection.selection_card s on s.teacher_id = h.teacher_id and s.offering_id = h.offering_id and s.state = 'SELECTED'
              left join enrollment.participation_card e on e.teacher_id = s.teacher_id and e.program_id = a.program_id
              left join directory.person_card d on d.teacher_id = s.teacher_id
             where not exists (select from fee.line l where l.teacher_id = s.teacher_id and l.selection_id = s.id)),
        debtors as materialized (
            select w.unit_id, w.payer, u.name as unit, u.name_en as unit_en, x.id as debtor_id, x.name as debtor, x.name_en as debtor_en
              from (select distinct unit_id, payer from due) w
              join directory.organization_card u on u.id = w.unit_id
             cross join lateral (
                   select o.id, o.name, o.name_en from directory.organization_card o
                    where case when w.payer in ('UNIT', 'TEACHER') then o.id = w.unit_id else o.path @> u.path and o.kind = w.payer end
                    order by public.nlevel(o.path) desc limit 1) x),
        missed as materialized (
            select d.payer, d.unit_id, u.name as unit, u.name_en as unit_en, count(*)::int as places, sum(d.price) as amount
              from due d
              left join directory.organization_card u on u.id = d.unit_id
             where not exists (select from debtors b where b.unit_id = d.unit_id and b.payer = d.payer)
             group by d.payer, d.unit_id, u.name, u.name_en)
        """.strip();

    private static final String WRITE = """
        -- all teachers: everybody who has a place in these offerings, or had one
        with %s,
        charges as materialized (
            select d.*, b.unit, b.unit_en, b.debtor_id, b.debtor, b.debtor_en, t.name
              from due d
              join debtors b on b.unit_id = d.unit_id and b.payer = d.payer
              join directory.teacher_card t on t.teacher_id = d.teacher_id),
        credits as materialized (
            select l.*, s.account_id, s.debtor, s.debtor_en, w.reason
              from fee.line l
              join fee.statement s on s.id = l.statement_id
              left join selection.selection_card h on h.teacher_id = l.teacher_id and h.id = l.selection_id
              left join selection.withdrawal_card w on w.offering_id = l.offering_id and w.withdrawn_at = h.dropped_at
             where l.kind = 'CHARGE' and (:passed::uuid is null or l.offering_id > :passed) and l.offering_id <= :last
               and exists (select from fee.account a where a.id = s.account_id and a.term_id = :term)
               and not exists (select from fee.line c where c.teacher_id = l.teacher_id and c.selection_id = l.selection_id and c.kind = 'CREDIT')
               and h.state is distinct from 'SELECTED'),
        accounts as (
            insert into fee.account (id, term_id, debtor_id, payer, keeper_id)
            select distinct md5(:term::text || debtor_id || payer)::uuid, :term::uuid, debtor_id, payer, debtor_id from charges
                on conflict do nothing),
        billed as materialized (
            select c.teacher_id, c.selection_id, 'CHARGE' as kind, md5(:term::text || c.debtor_id || c.payer)::uuid as account_id, c.debtor, c.debtor_en, c.offering_id,
                   c.price as amount, c.category, c.basis, c.course,
                   case when c.payer in ('UNIT', 'TEACHER') then c.name else left(c.name, 1) || repeat('*', greatest(1, length(c.name) - 1)) end as person,
                   c.unit_id, c.unit, c.unit_en, null as withdrawn
              from charges c
             union all
            select c.teacher_id, c.selection_id, 'CREDIT', c.account_id, c.debtor, c.debtor_en, c.offering_id, -c.amount, c.category, c.basis, c.course, c.person,
                   c.unit_id, c.unit, c.unit_en, c.reason
              from credits c),
        statements as (
            insert into fee.statement (id, account_id, issue_id, debtor, debtor_en)
            select distinct on (account_id) md5(:issue::text || account_id)::uuid, account_id, :issue::uuid, debtor, debtor_en from billed
                on conflict do nothing),
        written as (
            insert into fee.line (teacher_id, selection_id, kind, statement_id, offering_id, amount, category, basis, course, person, unit_id, unit, unit_en, withdrawn)
            select teacher_id, selection_id, kind, md5(:issue::text || account_id)::uuid, offering_id, amount, category, basis, course, person, unit_id, unit, unit_en,
                   withdrawn
              from billed
            returning teacher_id),
        told as (
            insert into fee.without_payer (issue_id, payer, unit_id, unit, unit_en, places, amount)
            select :issue::uuid, payer, unit_id, unit, unit_en, places, amount from missed
                on conflict (issue_id, payer, unit_id) do update
               set places = without_payer.places + excluded.places, amount = without_payer.amount + excluded.amount
            returning issue_id)
        select (select count(*) from written)::int as lines, (select coalesce(sum(places), 0) from missed)::int as without_payer
        """.formatted(DUE);

    /**
     * The same places that {@link #DUE} finds missed, read from the other end: the tree is gone down as far as no payer stands above, and only who
     * takes part there is looked at; of all others no more than whether they take part. Each is looked up by itself ({@code offset 0}): taken
     * together, the database reads all places and choices there are.
     */
    private static final String MISSED = """
        -- all teachers: everybody who takes part in a unit for which nobody pays
        with recursive asked as materialized (
            select o.offering_id, o.program_id, o.price, r.payer
              from selection.offering_card o
              join fee.payer_of_category r on r.authority_id = :authority and r.version = :version and r.category = o.category
             where o.term_id = :term and o.price > 0),
        bare as (
            select o.id, w.payer
              from (select distinct payer from asked where payer not in ('UNIT', 'TEACHER')) w
              join directory.organization_card o on o.parent_id is null and o.kind <> w.payer
             union all
            select o.id, b.payer
              from bare b
              join directory.organization_card o on o.parent_id = b.id and o.kind <> b.payer),
        found as (
            select e.teacher_id, a.offering_id, a.price, a.payer, b.id as unit_id
              from asked a
              join bare b on b.payer = a.payer
             cross join lateral (
                   select p.teacher_id from enrollment.participation_card p where p.program_id = a.program_id and p.organization_id = b.id offset 0) e
             union all
            select h.teacher_id, a.offering_id, a.price, a.payer, d.organization_id
              from asked a
             cross join lateral (
                   select p.teacher_id from selection.place_card p where p.offering_id = a.offering_id and p.state = 'SELECTED'
                   except
                   select p.teacher_id from enrollment.participation_card p where p.program_id = a.program_id) h
              left join lateral (
                   select p.organization_id from directory.person_card p where p.teacher_id = h.teacher_id offset 0) d on true
             where d.organization_id is null or exists (select from bare b where b.id = d.organization_id and b.payer = a.payer)),
        missed as (
            select f.payer, f.unit_id, count(*)::int as places, sum(f.price) as amount
              from found f
             cross join lateral (
                   select p.id from selection.selection_card p
                    where p.teacher_id = f.teacher_id and p.offering_id = f.offering_id and p.state = 'SELECTED'
                      and not exists (select from fee.line l where l.teacher_id = p.teacher_id and l.selection_id = p.id) offset 0) s
             group by f.payer, f.unit_id)
        select m.payer, u.name as unit, u.name_en as unit_en, m.places, m.amount, sum(m.places) over ()::int as all_places
          from missed m
          left join directory.organization_card u on u.id = m.unit_id
         order by m.places desc, u.name, m.unit_id, m.payer
         limit :most
        """;

    private final JdbcClient db;

    WriteLines(JdbcClient db) {
        this.db = db;
    }

    /** @param last the last offering of the step; those behind {@code issue.passed()} up to it */
    Written write(Issues.Issue issue, @Nullable UUID last) {
        return db.sql(WRITE).param("authority", issue.authority()).param("version", issue.version()).param("term", issue.term())
            .param("passed", issue.passed()).param("last", last).param("issue", issue.id())
            .query((row, _) -> new Written(row.getInt("lines"), row.getInt("without_payer"))).single();
    }

    /** What would be billed to nobody if statements of the term were issued now. */
    Issues.WithoutPayer withoutPayer(FeeTerm term, PayerRules rules) {
        var all = new int[1];
        var rows = db.sql(MISSED).param("authority", rules.authority().value()).param("version", rules.version()).param("term", term.id().value())
            .param("most", Issues.WithoutPayer.MOST)
            .query((row, _) -> {
                all[0] = row.getInt("all_places");
                return Issues.WithoutPayer.row(row);
            }).list();
        return new Issues.WithoutPayer(all[0], rows);
    }
}
