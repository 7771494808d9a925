-- One regular training administrator a unit; a second one is acting or a deputy, until a day. What is ended is over at once, and
-- stays in the table with who ended it and why.
alter table directory.appointment
    add column capacity     text not null default 'REGULAR' check (capacity in ('REGULAR', 'ACTING', 'DEPUTY')),
    add column ended_at     timestamptz,
    add column ended_by     uuid,
    add column ended_reason text,
    drop constraint appointment_teacher_id_role_organization_id_during_excl,
    add constraint appointment_once exclude using gist (teacher_id with =, role with =, organization_id with =, during with &&)
        where (ended_at is null);

-- Whose days of a unit are taken: a registry keyed by the unit, because the appointments are keyed by the person.
create table directory.regular_administrator (
    appointment_id  uuid      primary key,
    organization_id uuid      not null references directory.organization,
    during          daterange not null,
    exclude using gist (organization_id with =, during with &&)
);

insert into directory.regular_administrator (appointment_id, organization_id, during)
select id, organization_id, during
  from directory.appointment
 where role = 'TRAINING_ADMINISTRATOR'
 order by appointed_at, id
    on conflict do nothing;

update directory.appointment a
   set capacity = 'DEPUTY',
       during = daterange(lower(a.during), coalesce(upper(a.during), greatest(lower(a.during), current_date) + 366))
 where a.role = 'TRAINING_ADMINISTRATOR'
   and not exists (select from directory.regular_administrator r where r.appointment_id = a.id);

alter table directory.appointment
    add constraint appointment_of_others_ends check (capacity = 'REGULAR' or not upper_inf(during));

create or replace view directory.appointment_card as
    select a.teacher_id, a.id, a.role, a.organization_id, a.during, o.path, o.code, o.name, o.name_en, o.kind, a.capacity
      from directory.appointment a
      join directory.organization o on o.id = a.organization_id
     where a.during @> (now() at time zone 'Asia/Shanghai')::date
       and a.ended_at is null;

-- All that ever were: past, present and planned.
create view directory.appointment_history_card as
    select teacher_id, id, role, organization_id, during, capacity, appointed_by, appointed_at, ended_at, ended_by, ended_reason
      from directory.appointment;
