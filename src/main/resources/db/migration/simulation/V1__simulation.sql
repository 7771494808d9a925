create schema if not exists simulation;

-- What a draft would do if it came out now: counted once, unit by unit, when somebody asks.
create table simulation.simulation (
    id            uuid primary key,
    draft_id      uuid not null,
    draft_version int  not null,
    asked_by      uuid not null,
    asked_at      timestamptz not null,
    begun_at      timestamptz,
    people_at     timestamptz,                -- the first of two steps is done
    finished_at   timestamptz
);

create index simulation_by_draft on simulation.simulation (draft_id, asked_at desc, id desc);
create unique index simulation_under_way on simulation.simulation (draft_id) where finished_at is null;

create table simulation.unit_figure (
    simulation_id    uuid   not null,
    organization_id  uuid   not null references directory.organization,
    eligible_before  bigint not null default 0,
    eligible_after   bigint not null default 0,
    eligible_gained  bigint not null default 0,
    eligible_lost    bigint not null default 0,
    completed_gained bigint not null default 0,
    completed_kept   bigint not null default 0,
    certified_gained bigint not null default 0,
    certified_kept   bigint not null default 0,
    primary key (simulation_id, organization_id)
);

-- Whoever is to be judged under rules that have come out. Rows go one by one.
create table simulation.to_judge (
    teacher_id uuid not null,
    program_id uuid not null references program.program,
    primary key (teacher_id, program_id)
);

create index to_judge_by_program on simulation.to_judge (program_id, teacher_id);

create table simulation.judging (
    id           uuid primary key,
    program_id   uuid not null references program.program,
    rule_version int  not null,
    asked_at     timestamptz not null,
    collected_at timestamptz,
    people       bigint,
    finished_at  timestamptz,
    unique (program_id, rule_version)
);
