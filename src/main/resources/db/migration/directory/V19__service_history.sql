-- Full-time service of all times: who worked where on a day that is gone.
create view directory.service_history_card as
    select e.teacher_id, e.organization_id, e.during, o.path as organization_path
      from directory.employment e
      join directory.organization o on o.id = e.organization_id
     where e.engagement = 'FULL_TIME' and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE');
