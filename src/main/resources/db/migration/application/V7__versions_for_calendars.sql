-- A calendar takes an event anew when its version has grown: when a clock was set stands beside its version, and days of a training have a
-- version too.
create or replace view application.clock_card as
    select distinct on (program_id, kind) program_id, kind, version, opens_at, closes_at, set_at
      from application.clock order by program_id, kind, version desc;

alter table application.call
    add column training_version int not null default 1 check (training_version > 0),
    add column training_set_at  timestamptz;

create function application.days_have_a_version() returns trigger language plpgsql as $$
begin
    new.training_version := old.training_version + 1;
    new.training_set_at := now();
    return new;
end $$;

create trigger days_have_a_version before update of training on application.call
    for each row when (new.training is distinct from old.training) execute function application.days_have_a_version();
