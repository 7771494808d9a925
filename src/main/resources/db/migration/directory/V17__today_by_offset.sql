-- What day it is in China is asked for every row; a zone's name is looked up each time, which takes longer than all else that is compared. There is no
-- summer time, so that its offset says the same.
create or replace view directory.person_card as
    select t.teacher_id, t.name, t.document_masked, t.phone_masked, t.real_name, t.stage, t.subject, t.hired_on,
           e.state, e.posts, e.organization_id, o.name as organization_name, o.code as organization_code,
           o.kind as organization_kind, o.path as organization_path, o.rural_since, o.stages as organization_stages
      from directory.teacher t
      join directory.employment e on e.teacher_id = t.teacher_id
       and e.engagement = 'FULL_TIME' and e.during @> (now() at time zone interval '8 hours')::date and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
      join directory.organization o on o.id = e.organization_id;

create or replace view directory.appointment_card as
    select a.teacher_id, a.id, a.role, a.organization_id, a.during, o.path, o.code, o.name, o.name_en, o.kind, a.capacity
      from directory.appointment a
      join directory.organization o on o.id = a.organization_id
     where a.during @> (now() at time zone interval '8 hours')::date
       and a.ended_at is null;
