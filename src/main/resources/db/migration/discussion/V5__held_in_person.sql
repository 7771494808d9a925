-- What is held in person, for whoever sees to its safety: activities that were announced before they were held.
create view discussion.occasion_card as
    select a.id, a.organization_id as unit_id, a.organization_id as also_id, null::uuid as leader_id, a.title, a.place, a.held_on as first_day, a.held_on as last_day,
           'OPEN'::text as state
      from discussion.activity a
     where a.held_on >= (a.opened_at at time zone 'Asia/Shanghai')::date;
