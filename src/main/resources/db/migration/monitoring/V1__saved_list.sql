create schema if not exists monitoring;

-- A list as an administrator looks at it again and again, under a name of his.
create table monitoring.saved_list (
    teacher_id      uuid not null,
    id              uuid not null,
    name            text not null check (length(name) between 1 and 60),
    kind            text not null,
    organization_id uuid not null references directory.organization,
    program_id      uuid not null references program.program,
    days            int  not null check (days between 1 and 999),
    primary key (teacher_id, id),
    unique (teacher_id, name)
);
