-- Hours are what the postings of an attendance give now, reversed or not, with whatever stands in their place after corrections, as wherever hours are shown: also of whoever has none by the last closing, but something in the ledger all the same.
create or replace view delivery.attendance_card as
    select a.teacher_id, a.session_id, s.training_id, s.day, s.topic, a.state, a.how, a.at, a.reason, a.earned,
           cast(case when a.credited is null and a.left_out is distinct from 'CORRECTED' then nullif(counts.credited, 0) else coalesce(counts.credited, a.credited) end as numeric(6, 2)) as credited
      from delivery.attendance a
      join delivery.session s on s.id = a.session_id
      left join lateral (
            with recursive chain as (
                select e.id, e.credited
                  from ledger.entry_card e
                 where e.teacher_id = a.teacher_id and e.source = 'delivery'
                   and split_part(e.reference, '/', 1) = s.id::text
                 union all
                select n.id, n.credited
                  from chain p
                  join ledger.entry_card n on n.teacher_id = a.teacher_id and n.source = 'correction' and n.reference = p.id::text)
            select sum(p.credited + coalesce(r.credited, 0)) as credited
              from chain p
              left join ledger.entry_card r on r.teacher_id = a.teacher_id and r.reverses = p.id) counts on true;
