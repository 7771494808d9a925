-- How many of a unit's own people have chosen in a term, wait, have chosen nothing and will lack hours in a year: as they were counted on a day, by what was
-- asked and offered then (basis). Whatever is not of today, of another basis or stale is counted from the facts.
create table offering.figure (
    term_id         uuid not null references selection.term on delete cascade,
    year            int  not null,                             -- one of those in which its hours count
    organization_id uuid not null,                             -- without a reference: whoever counts would wait for whoever moves units
    day             date not null,
    basis           uuid not null,
    people          int  not null check (people >= 0),
    chosen          int  not null check (chosen between 0 and people),
    waiting         int  not null check (waiting between 0 and people),
    nothing         int  not null check (nothing between 0 and people),
    lacking         int  not null check (lacking between 0 and people),
    primary key (term_id, year, organization_id)
);

-- Somebody of whom something has changed since his unit was counted, or a unit into or out of which somebody has come: a line for each change, so that
-- nobody waits for another.
create table offering.stale (
    teacher_id      uuid not null,
    id              uuid not null default gen_random_uuid(),
    organization_id uuid,                                      -- null for the unit where he is
    primary key (teacher_id, id)
);

create function offering.person_changed() returns trigger language plpgsql as $$
begin
    insert into offering.stale (teacher_id) select distinct teacher_id from changed;
    return null;
end $$;

create trigger choosers_chose after insert on selection.selection
    referencing new table as changed for each statement execute function offering.person_changed();
create trigger choosers_chose_otherwise after update on selection.selection
    referencing new table as changed for each statement execute function offering.person_changed();
create trigger choosers_earned after insert on ledger.entry
    referencing new table as changed for each statement execute function offering.person_changed();
create trigger choosers_are_asked after insert on standing.state
    referencing new table as changed for each statement execute function offering.person_changed();
create trigger choosers_are_asked_otherwise after update on standing.state
    referencing new table as changed for each statement execute function offering.person_changed();
create trigger choosers_are_not_asked after delete on standing.state
    referencing old table as changed for each statement execute function offering.person_changed();

create function offering.people_changed() returns trigger language plpgsql as $$
begin
    insert into offering.stale (teacher_id, organization_id) select distinct on (organization_id) teacher_id, organization_id from changed order by organization_id;
    return null;
end $$;

create trigger choosers_came after insert on directory.employment
    referencing new table as changed for each statement execute function offering.people_changed();
create trigger choosers_went after delete on directory.employment
    referencing old table as changed for each statement execute function offering.people_changed();
create trigger choosers_were after update on directory.employment
    referencing old table as changed for each statement execute function offering.people_changed();
create trigger choosers_are after update on directory.employment
    referencing new table as changed for each statement execute function offering.people_changed();
