create schema if not exists validation;

-- 年度验证: an authority has a year of its people confirmed and validates it. Until when each may act is in call_window.
create table validation.call (
    id           uuid        primary key,
    owner_id     uuid        not null references directory.organization,
    year         int         not null check (year between 2000 and 2100),
    title        text        not null check (title <> ''),
    basis        text        not null check (basis <> ''),
    made_at      timestamptz not null,
    made_by      uuid        not null,
    published_at timestamptz,
    unique (owner_id, year)
);

-- Both ends are inclusive; an extension is a new version with its reason.
create table validation.call_window (
    call_id   uuid        not null references validation.call,
    stage     text        not null check (stage in ('CONFIRM', 'UNIT', 'VALIDATE')),
    version   int         not null check (version > 0),
    opens_at  timestamptz not null,
    closes_at timestamptz not null check (closes_at >= opens_at),
    reason    text        not null default '',
    set_at    timestamptz not null,
    set_by    uuid        not null,
    primary key (call_id, stage, version),
    check (version = 1 or reason <> '')
);

create trigger call_window_is_append_only before update or delete on validation.call_window
    for each row execute function public.refuse_change();

-- How far somebody's year has come. Who has none has not said anything yet. One validated row for a person and a year.
create table validation.dossier (
    teacher_id        uuid        not null,
    year              int         not null,
    call_id           uuid        not null references validation.call,
    state             text        not null check (state in ('OPEN', 'CONFIRMED', 'OBJECTED', 'UNIT_CONFIRMED', 'VALIDATED')),
    changed_at        timestamptz not null,
    confirmed_at      timestamptz,                        -- by the person
    objection         text,
    answer            text,
    unit_confirmed_at timestamptz,
    unit_confirmed_by uuid,
    organization_id   uuid        references directory.organization,   -- in which he was validated
    result            text        check (result in ('COMPLIANT', 'NOT_COMPLIANT', 'EXEMPT')),
    version           int         check (version > 0),    -- the frozen one in force
    moved_at          timestamptz,                        -- hours have changed since
    primary key (teacher_id, year),
    check ((state = 'VALIDATED') = (version is not null) and (version is null) = (result is null) and (version is null) = (organization_id is null)),
    check (state <> 'CONFIRMED' or confirmed_at is not null),
    check (state <> 'OBJECTED' or objection <> ''),
    check ((unit_confirmed_at is null) = (unit_confirmed_by is null)),
    check (state <> 'UNIT_CONFIRMED' or unit_confirmed_at is not null),
    check (unit_confirmed_at is null or state in ('UNIT_CONFIRMED', 'VALIDATED')),
    check (moved_at is null or state = 'VALIDATED'),
    constraint dossier_not_confirmed_by_oneself check (unit_confirmed_by <> teacher_id)
);

create index dossier_validated on validation.dossier (organization_id, year, teacher_id) where state = 'VALIDATED';
create index dossier_moved on validation.dossier (year, teacher_id) where moved_at is not null;

-- The facts of a year as they were validated. A later version supersedes with its reason; none is ever changed.
create table validation.frozen (
    teacher_id        uuid        not null,
    year              int         not null,
    version           int         not null check (version > 0),
    call_id           uuid        not null references validation.call,
    batch_id          uuid,                               -- null for one that was validated again
    organization_id   uuid        not null references directory.organization,
    result            text        not null check (result in ('COMPLIANT', 'NOT_COMPLIANT', 'EXEMPT')),
    unit_confirmed_at timestamptz,                        -- null where the authority validated without the unit
    facts             jsonb       not null,
    entries           int         not null check (entries >= 0),       -- of the ledger, up to the last one
    last_entry        uuid,
    last_posted_at    timestamptz,
    validated_at      timestamptz not null,
    validated_by      uuid        not null,
    reason            text,
    primary key (teacher_id, year, version),
    foreign key (teacher_id, year) references validation.dossier,
    check ((version = 1) = (batch_id is not null) and (version = 1) = (reason is null) and (reason is null or reason <> '')),
    check ((entries = 0) = (last_entry is null) and (entries = 0) = (last_posted_at is null)),
    constraint frozen_not_validated_by_oneself check (validated_by <> teacher_id)
);

create index frozen_of_batch on validation.frozen (batch_id);

alter table validation.dossier add constraint dossier_is_of_a_frozen_version
    foreign key (teacher_id, year, version) references validation.frozen (teacher_id, year, version) deferrable initially deferred;

create trigger frozen_is_append_only before update or delete on validation.frozen
    for each row execute function public.refuse_change();
create trigger frozen_is_never_emptied before truncate on validation.frozen
    for each statement execute function public.refuse_change();

-- What is validated stays validated: it is superseded by the next version, with the call, the person and the unit's confirmation as they were.
create function validation.refuse_going_back() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or (new.teacher_id, new.year, new.call_id) is distinct from (old.teacher_id, old.year, old.call_id)
       or old.state = 'VALIDATED'
          and (new.state <> 'VALIDATED' or new.version not in (old.version, old.version + 1)
               or new.version = old.version and (new.result, new.organization_id) is distinct from (old.result, old.organization_id)
               or new.version = old.version and old.moved_at is not null and new.moved_at is distinct from old.moved_at
               or (new.confirmed_at, new.objection, new.answer, new.unit_confirmed_at, new.unit_confirmed_by)
                  is distinct from (old.confirmed_at, old.objection, old.answer, old.unit_confirmed_at, old.unit_confirmed_by)) then
        raise exception 'a validated year of % is frozen', old.teacher_id using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger dossier_never_goes_back before update or delete on validation.dossier
    for each row execute function validation.refuse_going_back();
create trigger dossier_is_never_emptied before truncate on validation.dossier
    for each statement execute function public.refuse_change();

-- Who has said what about a year, in turn.
create table validation.step (
    teacher_id uuid        not null,
    id         uuid        not null,
    year       int         not null,
    act        text        not null check (act in ('CONFIRMED', 'WITHDRAWN', 'OBJECTED', 'ANSWERED', 'UNIT_CONFIRMED', 'UNIT_WITHDRAWN', 'MOVED')),
    at         timestamptz not null,
    by_id      uuid,
    said       text,
    facts      jsonb,                                     -- what was before his eyes when he confirmed
    primary key (teacher_id, id)
);

create index step_of_year on validation.step (teacher_id, year, at);
create trigger step_is_append_only before update or delete on validation.step
    for each row execute function public.refuse_change();
create trigger step_is_never_emptied before truncate on validation.step
    for each statement execute function public.refuse_change();

-- One validation of a subtree: it moves on part by part, by the ids of people, on whatever node is there.
create table validation.batch (
    id              uuid        primary key,
    call_id         uuid        not null references validation.call,
    number          int         not null check (number > 0),
    organization_id uuid        not null references directory.organization,
    covers          text        not null check (covers in ('CONFIRMED', 'EVERYBODY')),
    reason          text        not null default '' check (covers = 'CONFIRMED' or reason <> ''),
    asked_at        timestamptz not null,
    asked_by        uuid        not null,
    people          int,                                  -- how many there were when it began; null before it has
    validated       int         not null default 0 check (validated >= 0),
    passed          uuid,                                 -- the last person it has come by
    moved_at        timestamptz not null,
    finished_at     timestamptz,
    unique (call_id, number)
);

create unique index batch_under_way_once on validation.batch (call_id, organization_id) where finished_at is null;

-- The columns of the workbook that another system reads: a change is a new version.
create table validation.mapping (
    owner_id uuid        not null references directory.organization,
    version  int         not null check (version > 0),
    columns  jsonb       not null,                        -- [{heading, field}]
    set_at   timestamptz not null,
    set_by   uuid        not null,
    primary key (owner_id, version)
);

create trigger mapping_is_append_only before update or delete on validation.mapping
    for each row execute function public.refuse_change();

create view validation.dossier_card as
    select teacher_id, year, state, changed_at, confirmed_at, objection, answer, unit_confirmed_at, result, version, moved_at from validation.dossier;
create view validation.frozen_card as
    select teacher_id, year, version, organization_id, result, facts, entries, last_entry, last_posted_at, validated_at, reason from validation.frozen;
create view validation.step_card as select teacher_id, id, year, act, at, said from validation.step;
