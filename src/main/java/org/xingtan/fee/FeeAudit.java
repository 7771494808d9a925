package org.xingtan.fee;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.persistence.Patience;

/**
 * What is billed is what is taken, but for as many places as the issue says it billed to nobody, wherever their people count by now; statements are
 * what their lines say, accounts what statements, payments and refunds say, and vouchers what was put right last; somebody who is still there answers for them.
 */
@Repository
class FeeAudit implements AuditCheck {

    private static final String CHECK = """
        -- all teachers: the law holds for everybody
        with issued as materialized (
            select distinct on (term_id) term_id, id, authority_id, version, asked_at as at
              from fee.issue where finished_at is not null order by term_id, n desc),
        billed as materialized (
            select l.teacher_id, l.selection_id, a.term_id, sum(l.amount) as amount
              from fee.line l
              join fee.statement s on s.id = l.statement_id
              join fee.account a on a.id = s.account_id
             group by l.teacher_id, l.selection_id, a.term_id),
        taken as materialized (
            select h.teacher_id, h.id as selection_id, h.term_id, f.price, i.id as issue_id, r.payer
              from selection.selection_card h
              join selection.offering_card f on f.offering_id = h.offering_id and f.price > 0
              join issued i on i.term_id = h.term_id
              join enrollment.participation_card e on e.teacher_id = h.teacher_id and e.program_id = f.program_id
              left join fee.payer_of_category r on r.authority_id = i.authority_id and r.version = i.version and r.category = f.category
             where h.state = 'SELECTED' and coalesce(h.promoted_at, h.chosen_at) < i.at - interval '1 minute'),
        owed as (
            select t.*, b.amount, count(*) filter (where b.amount is null) over (partition by t.issue_id, t.payer) as unbilled
              from taken t left join billed b using (teacher_id, selection_id))
        select 'the place ' || o.selection_id || ' of ' || o.teacher_id || ' costs ' || o.price || ', ' || coalesce(o.amount, 0) || ' is billed' as finding
          from owed o
         where o.price is distinct from o.amount
           and (o.amount is not null
                or o.unbilled > coalesce((select sum(w.places) from fee.without_payer w where w.issue_id = o.issue_id and w.payer = o.payer), 0))
         union all
        select 'the place ' || b.selection_id || ' of ' || b.teacher_id || ' was given back, ' || b.amount || ' is billed'
          from billed b
          join issued i on i.term_id = b.term_id
          join selection.selection_card h on h.teacher_id = b.teacher_id and h.id = b.selection_id
         where h.state = 'DROPPED' and h.dropped_at < i.at - interval '1 minute' and b.amount <> 0
         union all
        select 'statement ' || s.id || ' says ' || s.total || ' in ' || s.lines || ', its lines ' || coalesce(l.amount, 0) || ' in ' || coalesce(l.lines, 0)
          from fee.statement s
          left join (select statement_id, sum(amount) as amount, count(*) as lines from fee.line group by statement_id) l on l.statement_id = s.id
         where (s.total, s.lines) is distinct from (coalesce(l.amount, 0), coalesce(l.lines, 0)::int)
         union all
        select 'account ' || a.id || ' says ' || a.billed || ' − ' || a.paid || ' + ' || a.refunded || ', its parts ' || s.billed || ' − ' || p.paid || ' + ' || r.refunded
          from fee.account a
         cross join lateral (select coalesce(sum(total), 0) as billed from fee.statement s where s.account_id = a.id and s.number is not null) s
         cross join lateral (select coalesce(sum(amount), 0) as paid from fee.payment p join fee.statement s on s.id = p.statement_id where s.account_id = a.id) p
         cross join lateral (select coalesce(sum(amount), 0) as refunded from fee.refund r where r.account_id = a.id and r.state = 'PAID') r
         where (a.billed, a.paid, a.refunded) is distinct from (s.billed, p.paid, r.refunded)
         union all
        select 'invoices of statement ' || s.id || ' are for ' || sum(v.amount) || ' of ' || s.total
          from fee.invoice v join fee.statement s on s.id = v.statement_id
         where v.state <> 'REJECTED'
         group by s.id, s.total having sum(v.amount) > s.total
         union all
        select 'statement ' || s.number || ' was paid ' || p.amount || ' by voucher ' || max(p.voucher) || ', recorded ' || count(*) || ' times'
          from fee.payment p
          join fee.statement s on s.id = p.statement_id
         where p.reverses is null and p.channel = 'TRANSFER' and not exists (select from fee.payment r where r.reverses = p.id)
         group by s.number, p.statement_id, p.amount, upper(p.voucher) having count(*) > 1
         union all
        select 'account ' || r.account_id || ' got back ' || r.amount || ' by voucher ' || max(r.voucher) || ', recorded ' || count(*) || ' times'
          from fee.refund r
         where r.state = 'PAID'
         group by r.account_id, r.amount, upper(r.voucher) having count(*) > 1
         union all
        select 'refund ' || r.id || ' was paid by voucher ' || r.voucher || ' of ' || r.paid_on || ', its last correction says ' || c.becomes || coalesce(' of ' || c.becomes_on, '')
          from fee.refund r
          join fee.voucher_correction c on c.refund_id = r.id
         where (c.becomes <> r.voucher or c.becomes_on <> r.paid_on) and not exists (select from fee.voucher_correction l where l.refund_id = r.id and l.n > c.n)
         union all
        select 'account ' || a.id || ' of ' || a.debtor_id || ' is answered for by ' || k.id || ', which is closed'
          from fee.account a
          join directory.organization_card k on k.id = a.keeper_id
         where k.merged_into is not null or k.closed_on is not null and a.billed - a.paid + a.refunded <> 0
         limit 100
        """;

    private final JdbcClient db;
    private final Patience patience;

    FeeAudit(JdbcClient db, Patience patience) {
        this.db = db;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "fee.sums";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        patience.extend();
        return db.sql(CHECK).query(String.class).list();
    }
}
