create schema if not exists ledger;

-- One row per person and jurisdiction; locked while entries are posted, so that caps hold.
create table ledger.account (
    teacher_id   uuid not null,
    jurisdiction uuid not null references directory.organization,
    opened_at    timestamptz not null,
    primary key (teacher_id, jurisdiction)
);

-- 学时账. Append-only: a mistake is corrected by a reversal and a new entry.
create table ledger.entry (
    teacher_id   uuid          not null,
    id           uuid          not null,
    jurisdiction uuid          not null,
    program_id   uuid,
    phase_id     uuid,
    course_id    uuid,
    lesson_id    uuid,
    category     text          not null,
    year         int           not null,
    earned_on    date          not null,
    earned       numeric(8, 2) not null,
    credited     numeric(8, 2) not null,
    limited_by   jsonb,                                  -- {cap, scope, max}
    rule_version int           not null,
    source       text          not null,
    reference    text          not null,
    title        text          not null,
    evidence     jsonb         not null default '{}',
    posted_at    timestamptz   not null,
    posted_by    uuid,
    reverses     uuid,
    reason       text,
    primary key (teacher_id, id),
    unique (teacher_id, source, reference),
    unique (teacher_id, reverses),
    foreign key (teacher_id, jurisdiction) references ledger.account (teacher_id, jurisdiction),
    foreign key (teacher_id, reverses) references ledger.entry (teacher_id, id),
    check (abs(credited) <= abs(earned)),
    check ((reverses is null and earned >= 0 and credited >= 0) or (reverses is not null and earned <= 0 and credited <= 0 and reason <> ''))
);

create index entry_newest on ledger.entry (teacher_id, posted_at desc, id desc);

create trigger entry_is_append_only before update or delete on ledger.entry
    for each row execute function public.refuse_change();

-- What a year asks for, per jurisdiction: data with its legal basis.
create table ledger.annual_requirement (
    jurisdiction uuid    not null references directory.organization,
    year         int     not null,
    version      int     not null,
    title        text    not null,
    basis        text    not null,
    total        numeric(8, 2) not null,
    categories   jsonb   not null,                       -- [{code, title, titleEn, need}]
    primary key (jurisdiction, year, version)
);

-- 学时 → 学分, by the authority in charge, from a date on.
create table ledger.conversion (
    jurisdiction     uuid    not null references directory.organization,
    from_on          date    not null,
    hours_per_credit numeric(6, 2) not null check (hours_per_credit > 0),
    basis            text    not null,
    registered_by    text    not null,
    primary key (jurisdiction, from_on)
);

create view ledger.entry_card as
    select teacher_id, id, program_id, category, year, earned, credited, rule_version, source, reference, posted_at, reverses
      from ledger.entry;
