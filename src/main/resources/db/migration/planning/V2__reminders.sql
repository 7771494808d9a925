-- A reminder to those of a unit who take part in nothing that a plan means for them; who got it is in their messages, all of this batch.
create table planning.reminder (
    id              uuid        primary key,
    plan_id         uuid        not null references planning.plan,
    organization_id uuid        not null references directory.organization,
    note            text        not null check (length(note) <= 200),
    asked_by        uuid        not null,
    asked_at        timestamptz not null,
    listed          int         not null check (listed >= 0),
    told            int         not null check (told between 0 and listed)
);

create index reminder_of_plan on planning.reminder (plan_id, asked_at desc, id desc);
