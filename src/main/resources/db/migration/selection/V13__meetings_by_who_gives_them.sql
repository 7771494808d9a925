-- The same courses that meet, each found from whoever gives it and by its last day: those that a provider is named for, and those that the owner of their program gives.
create or replace view selection.occasion_card as
    select o.offering_id as id, o.provider_id as unit_id, t.owner_id as also_id, null::uuid as leader_id, coalesce(o.title, p.title) as title, ''::text as place,
           (lower(o.meets) at time zone 'Asia/Shanghai')::date as first_day,
           (upper(o.meets) at time zone 'Asia/Shanghai' - interval '1 second')::date as last_day,
           case when o.withdrawn_at is null then 'OPEN' else 'CALLED_OFF' end as state
      from selection.offering o
      join selection.term t on t.id = o.term_id
      join program.program_card p on p.id = o.program_id
     where o.provider_id is not null and t.published_at is not null and o.meets <> '{}'
     union all
    select o.offering_id, p.owner_id, t.owner_id, null::uuid, coalesce(o.title, p.title), ''::text,
           (lower(o.meets) at time zone 'Asia/Shanghai')::date,
           (upper(o.meets) at time zone 'Asia/Shanghai' - interval '1 second')::date,
           case when o.withdrawn_at is null then 'OPEN' else 'CALLED_OFF' end
      from selection.offering o
      join selection.term t on t.id = o.term_id
      join program.program_card p on p.id = o.program_id
     where o.provider_id is null and t.published_at is not null and o.meets <> '{}';

create index offering_that_meets_of_provider on selection.offering (provider_id, ((upper(meets) at time zone 'Asia/Shanghai' - interval '1 second')::date))
    where provider_id is not null and meets <> '{}';
create index offering_that_meets_of_program on selection.offering (program_id, ((upper(meets) at time zone 'Asia/Shanghai' - interval '1 second')::date))
    where provider_id is null and meets <> '{}';
