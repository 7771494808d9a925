-- 批量颁发: certificates for all of a unit's people who are entitled to one of a program. It moves on in short transactions, so that
-- whoever finds it unfinished goes on where it stands.
create table certificate.issuing (
    id              uuid        not null primary key,
    program_id      uuid        not null references program.program,
    organization_id uuid        not null references directory.organization,
    asked_by        uuid        not null,
    asked_at        timestamptz not null,
    entitled        int,                                 -- how many there were when it began
    issued          int         not null default 0 check (issued >= 0),
    passed          uuid,                                -- everybody up to this teacher has been dealt with
    moved_at        timestamptz not null,
    finished_at     timestamptz
);

create unique index issuing_unfinished_once on certificate.issuing (program_id, organization_id) where finished_at is null;
create index issuing_newest on certificate.issuing (program_id, organization_id, asked_at desc, id desc);
