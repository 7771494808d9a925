-- A reminder to those of a unit who have chosen nothing in a term, wait, or will lack hours; who got it is in their messages, all of this batch.
create table offering.reminder (
    id              uuid        primary key,
    term_id         uuid        not null references selection.term,
    organization_id uuid        not null references directory.organization,
    which           text        not null check (which in ('NOTHING', 'WAITING', 'SHORT')),
    note            text        not null check (length(note) <= 200),
    asked_by        uuid        not null,
    asked_at        timestamptz not null,
    listed          int         not null check (listed >= 0),
    told            int         not null check (told between 0 and listed)
);

create index reminder_of_term on offering.reminder (term_id, asked_at desc, id desc);
