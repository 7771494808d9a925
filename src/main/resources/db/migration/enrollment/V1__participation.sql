create schema if not exists enrollment;

-- One person takes part in one program once, on one track, counted in one unit.
create table enrollment.participation (
    teacher_id      uuid        not null,
    program_id      uuid        not null references program.program,
    id              uuid        not null,
    track           text        not null,
    organization_id uuid        not null references directory.organization,
    joined_at       timestamptz not null,
    started_at      timestamptz,
    version         int         not null default 1,
    primary key (teacher_id, program_id),
    foreign key (program_id, track) references program.track (program_id, code)
);

create index participation_by_program on enrollment.participation (program_id, organization_id, teacher_id);

create view enrollment.participation_card as
    select teacher_id, program_id, id, track, organization_id, joined_at, started_at from enrollment.participation;
