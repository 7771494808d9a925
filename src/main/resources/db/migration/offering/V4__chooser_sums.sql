-- The same of a unit and all below it, added up from what is kept of each of them: so that a page of a province adds up its cities and not thousands of
-- schools. It stands as a figure does, as long as nothing at the unit or below it is stale.
create table offering.sum (
    term_id         uuid not null references selection.term on delete cascade,
    year            int  not null,
    organization_id uuid not null,
    day             date not null,
    basis           uuid not null,
    people          int  not null check (people >= 0),
    chosen          int  not null check (chosen between 0 and people),
    waiting         int  not null check (waiting between 0 and people),
    nothing         int  not null check (nothing between 0 and people),
    lacking         int  not null check (lacking between 0 and people),
    primary key (term_id, year, organization_id)
);

create index sum_by_organization on offering.sum (organization_id);

-- Whatever was added up of a figure that comes, changes or goes is let go of, whoever lets go of the figure.
create function offering.figure_changed() returns trigger language plpgsql as $$
begin
    delete from offering.sum s
     using (select distinct c.term_id, c.year, above.id
              from changed c
              join directory.organization_card o on o.id = c.organization_id
             cross join lateral generate_series(1, public.nlevel(o.path)) as level
              join directory.organization_card above on above.path = public.subpath(o.path, 0, level)) a
     where s.term_id = a.term_id and s.year = a.year and s.organization_id = a.id;
    return null;
end $$;

create trigger figure_came after insert on offering.figure
    referencing new table as changed for each statement execute function offering.figure_changed();
create trigger figure_changed after update on offering.figure
    referencing new table as changed for each statement execute function offering.figure_changed();
create trigger figure_went after delete on offering.figure
    referencing old table as changed for each statement execute function offering.figure_changed();

-- A unit that goes elsewhere takes its people out of the sums there, and into others: a line for where it was and one for where it is. Nobody has come: the
-- line has the id of the unit in his place.
create function offering.unit_moved() returns trigger language plpgsql as $$
begin
    insert into offering.stale (teacher_id, organization_id) select new.id, parent from unnest(array[old.parent_id, new.parent_id]) parent where parent is not null;
    return null;
end $$;

create trigger choosers_moved after update of parent_id on directory.organization
    for each row when (old.parent_id is distinct from new.parent_id) execute function offering.unit_moved();
