-- Full-time service that is not over: today's, and what is planned.
create view directory.service_card as
    select e.teacher_id, e.organization_id, e.during, o.path as organization_path
      from directory.employment e
      join directory.organization o on o.id = e.organization_id
     where e.engagement = 'FULL_TIME' and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
       and (upper_inf(e.during) or upper(e.during) > (now() at time zone 'Asia/Shanghai')::date);

-- Appointments that are not over: in force, and planned.
create view directory.office_card as
    select a.teacher_id, a.id, a.role, a.capacity, a.during, a.organization_id, o.path, o.name
      from directory.appointment a
      join directory.organization o on o.id = a.organization_id
     where a.ended_at is null
       and (upper_inf(a.during) or upper(a.during) > (now() at time zone 'Asia/Shanghai')::date);
