-- Full-time service of all times: who worked where on a day that is gone.
create view directory.service_history_card as
    select e.teacher_id, e.organization_id, e.during, o.path as organization_path
      from directory.employment e
      join directory.organization o on o.id = e.organization_id
     where e.engagement = 'FULL_TIME' and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE');

-- Who answers for a unit: itself, or the one it went up in, and where that one went up in another one since.
create function directory.heir(unit uuid) returns uuid language sql stable as $$
    with recursive line as (
        select o.id, o.merged_into from directory.organization o where o.id = unit
         union
        select o.id, o.merged_into from line l join directory.organization o on o.id = l.merged_into)
    select id from line where merged_into is null
$$;
