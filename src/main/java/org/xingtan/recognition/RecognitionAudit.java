package org.xingtan.recognition;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.ledger.ProvenSource;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.persistence.Patience;

/**
 * What was recognized is in the ledger once, nothing else is there, no year counts more of a kind than it holds, nobody was in two places on one day, and papers and certificates are held by
 * those who claim by them, and what waits waits where somebody can decide on it. What nobody holds is held again with a repair, and what lies astray is sent on.
 */
@Repository
class RecognitionAudit implements AuditCheck {

    /** The hours that it proves. */
    @Configuration(proxyBeanMethods = false)
    static class Proven {

        @Bean
        ProvenSource recognitionSource(PostHours hours) {
            return new ProvenSource(PostHours.SOURCE, hours);
        }
    }

    /** The years in which a kind could have become too much are few; by which version a claim came, by that its year holds so much. */
    private static final String CHECK = """
        -- all teachers: the laws hold for everybody
        with posted as materialized (
            select e.teacher_id, e.id, split_part(e.reference, '/', 1) as claim, e.reference, e.earned,
                   exists (select from ledger.entry_card r where r.teacher_id = e.teacher_id and r.reverses = e.id) as reversed,
                   exists (select from ledger.entry_card c
                            where c.teacher_id = e.teacher_id and c.source = 'correction' and c.reference = e.id::text
                              and not exists (select from ledger.entry_card r where r.teacher_id = c.teacher_id and r.reverses = c.id)) as corrected
              from ledger.entry_card e where e.source = 'recognition'),
        full_years as materialized (
            select c.teacher_id, c.jurisdiction, c.kind, extract(year from c.to_on) as year
              from recognition.claim c
              join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
             where c.state = 'APPROVED'
             group by c.teacher_id, c.jurisdiction, c.kind, extract(year from c.to_on)
            having sum(c.recognized) > min(k.year_hours))
        select 'claim ' || c.id || ' of ' || c.teacher_id || ' is approved for ' || c.recognized || ' hours, and the ledger has ' || count(p.id)
               || ' entries of them' as finding
          from recognition.claim c
          left join posted p on p.teacher_id = c.teacher_id and p.earned = c.recognized
                and p.reference = case when c.posting <= 1 then c.id::text else c.id || '/' || c.posting end
         where c.state = 'APPROVED'
         group by c.teacher_id, c.id, c.recognized having count(p.id) <> 1
         union all
        select 'entry ' || p.id || ' of ' || p.teacher_id || ' counts for claim ' || p.claim || ', which is '
               || coalesce((select c.state from recognition.claim c where c.teacher_id = p.teacher_id and c.id::text = p.claim), 'not there')
          from posted p
         where (not p.reversed or p.corrected)
           and not exists (select from recognition.claim c
                            where c.teacher_id = p.teacher_id and c.id::text = p.claim and c.state = 'APPROVED'
                              and p.reference = case when c.posting <= 1 then c.id::text else c.id || '/' || c.posting end)
         union all
        select 'claims of kind ' || x.kind || ' of ' || x.teacher_id || ' count ' || x.counts || ' hours in ' || x.year || ', which holds ' || x.most
          from (select c.teacher_id, c.kind, extract(year from c.to_on) as year, sum(n.credited) as counts,
                       case when bool_and(k.year_hours is not null) then max(k.year_hours) end as most
                  from full_years f
                  join recognition.claim c on c.teacher_id = f.teacher_id and c.jurisdiction = f.jurisdiction and c.kind = f.kind and c.state = 'APPROVED'
                        and extract(year from c.to_on) = f.year
                  join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
                  join
        """ + AlreadyClaimed.COUNTS + """
                       n on n.credited > 0
                 group by c.teacher_id, c.jurisdiction, c.kind, extract(year from c.to_on)) x
         where x.counts > x.most
         union all
        select 'claim ' || c.id || ' of ' || c.teacher_id || ' is ' || c.state || ', its steps say ' || s.states
          from recognition.claim c
          join lateral (select string_agg(s.state, ',' order by s.position) as states, bool_or(s.state = 'WAITING') as waiting,
                               bool_or(s.state = 'RETURNED') as returned, bool_or(s.state = 'REJECTED') as rejected
                          from recognition.step s where s.teacher_id = c.teacher_id and s.claim_id = c.id) s on true
         where c.state = 'APPROVED' and (s.waiting or s.returned or s.rejected) or c.state = 'WAITING' and (not s.waiting or s.returned or s.rejected)
            or c.state = 'RETURNED' and not s.returned or c.state = 'REJECTED' and not s.rejected
         union all
        select 'claims ' || c.id || ' and ' || d.id || ' of ' || c.teacher_id || ' lie on the same days'
          from recognition.claim c
          join recognition.claim d on d.teacher_id = c.teacher_id and d.id > c.id
         where c.needs_presence and d.needs_presence and c.state in ('WAITING', 'RETURNED', 'APPROVED') and d.state in ('WAITING', 'RETURNED', 'APPROVED')
           and daterange(c.from_on, c.to_on, '[]') && daterange(d.from_on, d.to_on, '[]')
         union all
        select 'claim ' || e.claim_id || ' of ' || e.teacher_id || ' rests on a paper that ' || case when s.teacher_id is null then 'nobody holds' else 'is held by another person' end
          from recognition.evidence e
          join recognition.claim c on c.teacher_id = e.teacher_id and c.id = e.claim_id
          join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
          left join recognition.sole_evidence s on s.sha256 = e.sha256
         where e.live and not k.shares_evidence and s.teacher_id is distinct from e.teacher_id
         union all
        select 'claim ' || c.id || ' of ' || c.teacher_id || ' names a certificate that ' || case when s.teacher_id is null then 'nobody holds' else 'is held by another person' end
          from recognition.claim c
          join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
          left join recognition.sole_number s on s.jurisdiction = c.jurisdiction and s.kind = c.kind and s.number_key = c.number_key
         where c.number_key <> '' and not k.shares_evidence and c.state in ('WAITING', 'RETURNED', 'APPROVED') and s.teacher_id is distinct from c.teacher_id
         union all
        select 'claim ' || c.id || ' of ' || c.teacher_id || ' waits at a unit that does not act for its own'
          from recognition.claim c
          join directory.organization_card o on o.id = c.unit_id
         where c.state = 'WAITING' and c.import_id is null
           and exists (select from recognition.step s
                         join directory.organization_card a on a.id = s.unit_id
                        where s.teacher_id = c.teacher_id and s.claim_id = c.id and s.state = 'WAITING'
                          and (s.position = 1 and a.id <> case when o.kind = 'TEACHING_POINT' then coalesce(o.parent_id, o.id) else o.id end or not a.path @> o.path))
         limit 100
        """;

    /** What live claims rest on and nobody holds is held by whoever claimed first. The claims stay as they are until it is done. */
    private static final List<String> RESTORE = List.of("""
        -- all teachers: the same paper is looked for in everybody's claims
        with lost as materialized (
            select e.sha256, c.teacher_id, c.filed_at, c.id
              from recognition.claim c
              join recognition.evidence e on e.teacher_id = c.teacher_id and e.claim_id = c.id
              join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
             where e.live and not k.shares_evidence and not exists (select from recognition.sole_evidence s where s.sha256 = e.sha256)
             order by c.teacher_id, c.id
               for update of c, e)
        insert into recognition.sole_evidence (sha256, teacher_id)
        select distinct on (sha256) sha256, teacher_id from lost order by sha256, filed_at, id
        on conflict (sha256) do nothing
        """, """
        -- all teachers: the same certificate is looked for in everybody's claims
        with lost as materialized (
            select c.jurisdiction, c.kind, c.number_key, c.teacher_id, c.filed_at, c.id
              from recognition.claim c
              join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
             where c.number_key <> '' and not k.shares_evidence and c.state in ('WAITING', 'RETURNED', 'APPROVED')
               and not exists (select from recognition.sole_number s where s.jurisdiction = c.jurisdiction and s.kind = c.kind and s.number_key = c.number_key)
             order by c.teacher_id, c.id
               for update of c)
        insert into recognition.sole_number (jurisdiction, kind, number_key, teacher_id)
        select distinct on (jurisdiction, kind, number_key) jurisdiction, kind, number_key, teacher_id
          from lost order by jurisdiction, kind, number_key, filed_at, id
        on conflict (jurisdiction, kind, number_key) do nothing
        """);

    private final JdbcClient db;
    private final Chain chain;
    private final Patience patience;

    RecognitionAudit(JdbcClient db, Chain chain, Patience patience) {
        this.chain = chain;
        this.db = db;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "recognition.hours";
    }

    @Override
    @Transactional
    public List<String> findings(boolean repair) {
        patience.extend();
        var found = db.sql(CHECK).query(String.class).list();
        if (repair) {
            RESTORE.forEach(sql -> db.sql(sql).update());
            chain.followAll();
        }
        return found;
    }
}
