-- The system in which everybody has to be registered with the name and number that he confirms, and what says so: data of an authority.
alter table validation.mapping add column system text check (system <> '');
alter table validation.mapping add column system_basis text check ((system_basis is null) = (system is null) and system_basis <> '');

-- In which of them somebody has said that he is, when he confirmed; it counts as long as his confirmation does.
alter table validation.dossier add column registered_in text;
alter table validation.dossier add constraint dossier_registered_somewhere check (registered_in <> '') not valid;

create or replace view validation.dossier_card as
    select teacher_id, year, state, changed_at, confirmed_at, objection, answer, unit_confirmed_at, result, version, moved_at, unit_confirmed_in, registered_in
      from validation.dossier;

create or replace function validation.refuse_going_back() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or (new.teacher_id, new.year) is distinct from (old.teacher_id, old.year)
       or new.call_id <> old.call_id and (old.state = 'VALIDATED' or new.state <> 'OPEN')
       or old.state = 'VALIDATED'
          and (new.state <> 'VALIDATED' or new.version not in (old.version, old.version + 1)
               or new.version = old.version and (new.result, new.organization_id) is distinct from (old.result, old.organization_id)
               or new.version = old.version and old.moved_at is not null and new.moved_at is distinct from old.moved_at
               or (new.confirmed_at, new.objection, new.answer, new.unit_confirmed_at, new.unit_confirmed_by, new.unit_confirmed_in, new.registered_in)
                  is distinct from (old.confirmed_at, old.objection, old.answer, old.unit_confirmed_at, old.unit_confirmed_by, old.unit_confirmed_in, old.registered_in)) then
        raise exception 'a validated year of % is frozen', old.teacher_id using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

-- Since when nobody confirms in a unit's place: what was confirmed from above before is not held against anybody.
create table validation.own_word (since timestamptz primary key default now());
insert into validation.own_word default values;
