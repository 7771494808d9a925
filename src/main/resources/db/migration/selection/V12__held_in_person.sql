-- What is held in person, for whoever sees to its safety: courses of published terms that meet. Who gives one holds it; whose term it is sees it.
create view selection.occasion_card as
    select o.offering_id as id, coalesce(o.provider_id, p.owner_id) as unit_id, t.owner_id as also_id, null::uuid as leader_id, coalesce(o.title, p.title) as title,
           ''::text as place, (lower(o.meets) at time zone 'Asia/Shanghai')::date as first_day,
           ((upper(o.meets) - interval '1 second') at time zone 'Asia/Shanghai')::date as last_day,
           case when o.withdrawn_at is null then 'OPEN' else 'CALLED_OFF' end as state
      from selection.offering o
      join selection.term t on t.id = o.term_id
      join program.program_card p on p.id = o.program_id
     where t.published_at is not null and o.meets <> '{}';
