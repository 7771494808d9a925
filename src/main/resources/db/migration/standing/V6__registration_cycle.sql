-- 教师资格定期注册: how many years the registration of teachers looks at, as an authority says it, on what basis, and since the registration of which year. A change is a new version.
create table standing.registration_cycle (
    jurisdiction uuid        not null references directory.organization,
    from_year    int         not null check (from_year between 2000 and 2100), -- for cycles that end in it, or later
    version      int         not null check (version > 0),
    years        int check (years between 1 and 10), -- null: from then on as the authority above has it
    basis        text        not null check (basis <> ''),
    set_at       timestamptz not null,
    set_by       uuid        not null,
    primary key (jurisdiction, from_year, version)
);

create trigger registration_cycle_is_append_only before update or delete on standing.registration_cycle
    for each row execute function public.refuse_change();
create trigger registration_cycle_is_never_emptied before truncate on standing.registration_cycle
    for each statement execute function public.refuse_change();
