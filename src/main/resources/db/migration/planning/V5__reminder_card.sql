-- What was sent stands in the console beside every other reminder; one that has told nobody yet is none.
create view planning.reminder_card as
    select r.id, r.plan_id, p.unit_id as owner_id, p.title, p.year, r.organization_id, r.asked_by, r.asked_at, r.listed, r.told
      from planning.reminder r
      join planning.plan p on p.id = r.plan_id
     where r.told > 0;
