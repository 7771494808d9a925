-- Hours are what the postings of an attendance give now, also of whoever has none by the last closing, but something in the ledger all the same, as wherever hours are shown.
create or replace view study.attendance_card as
    select a.teacher_id, a.event_id, a.state, a.how, a.at, a.reason, a.earned, cast(coalesce(counts.credited, a.credited) as numeric(6, 2)) as credited,
           counts.credited is distinct from a.credited as corrected
      from study.attendance a
      left join lateral (
            with recursive chain as (
                select e.id, e.credited
                  from ledger.entry_card e
                 where e.teacher_id = a.teacher_id and e.source = 'study'
                   and split_part(e.reference, '/', 1) = a.event_id::text
                 union all
                select n.id, n.credited
                  from chain p
                  join ledger.entry_card n on n.teacher_id = a.teacher_id and n.source = 'correction' and n.reference = p.id::text)
            select case when a.credited is null and a.left_out is distinct from 'CORRECTED' then nullif(sum(p.credited + coalesce(r.credited, 0)), 0)
                        else sum(p.credited + coalesce(r.credited, 0)) end as credited
              from chain p
              left join ledger.entry_card r on r.teacher_id = a.teacher_id and r.reverses = p.id) counts on true;
