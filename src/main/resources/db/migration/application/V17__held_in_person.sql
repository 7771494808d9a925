-- What is held in person, for whoever sees to its safety: the training of a published call, as soon as its days are set. The caller holds it; a center that keeps its list sees it.
create view application.occasion_card as
    select c.program_id as id, c.owner_id as unit_id, z.id as also_id, null::uuid as leader_id, p.title, ''::text as place,
           lower(c.training) as first_day, upper(c.training) - 1 as last_day, case when c.cancelled_at is null then 'OPEN' else 'CALLED_OFF' end as state
      from application.call c
      join application.last_card z on z.program_id = c.program_id
      join program.program_card p on p.id = c.program_id
     where c.published_at is not null and c.training <> '{}';
