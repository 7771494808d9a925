-- A reminder to those of a unit who lack hours in a year; who got it is in their messages, all of this batch.
create table report.reminder (
    id              uuid        primary key,
    organization_id uuid        not null references directory.organization,
    year            int         not null,
    line            text        not null,
    stage           text,
    note            text        not null check (length(note) <= 200),
    asked_by        uuid        not null,
    asked_at        timestamptz not null,
    listed          int         not null check (listed >= 0),
    told            int         not null check (told between 0 and listed)
);
