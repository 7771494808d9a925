create schema if not exists reminder;

-- A reminder to everybody on a list, as it was asked for. Who got it is in their messages, all of this batch.
create table reminder.dispatch (
    id              uuid        primary key,
    list            text        not null,
    program_id      uuid        not null references program.program,
    organization_id uuid        not null references directory.organization,
    days            int         not null check (days between 1 and 999),
    pause           int         not null check (pause between 0 and 365),   -- nobody who was reminded within so many days
    note            text        not null check (length(note) <= 200),
    asked_by        uuid        not null,
    asked_by_name   text        not null,
    asked_at        timestamptz not null,
    leaves_at       timestamptz not null check (leaves_at >= asked_at),
    listed          int         not null check (listed >= 0),
    skipped         int         not null check (skipped >= 0),
    told            int         not null check (told between 0 and listed),
    recalled_at     timestamptz check (recalled_at <= leaves_at)
);

create index dispatch_by_list on reminder.dispatch (program_id, list, asked_at desc);
create index dispatch_by_organization on reminder.dispatch (organization_id, asked_at desc, id desc);
