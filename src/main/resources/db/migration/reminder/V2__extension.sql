-- A window that stays open longer, until everybody whom it concerns has been told. Where it stands is kept, so that a node that dies
-- is followed by another.
create table reminder.extension (
    id                uuid        primary key,
    program_id        uuid        not null references program.program,
    kind              text        not null,
    closes_at         timestamptz not null,
    reason            text        not null,
    extended_at       timestamptz not null,
    told_organization uuid,
    told_teacher      uuid,
    finished_at       timestamptz,
    check ((told_organization is null) = (told_teacher is null))
);

create index extension_open on reminder.extension (extended_at, id) where finished_at is null;
