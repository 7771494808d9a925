create schema if not exists recognition;

-- What of work done elsewhere is recognized, and for how many hours: data of the authority that asks for annual hours. A change is
-- a new version; a claim keeps the one it was filed under.
create table recognition.kind (
    jurisdiction    uuid          not null references directory.organization,
    code            text          not null check (code ~ '^[A-Z][A-Z0-9_]{0,29}$'),
    version         int           not null check (version > 0),
    position        int           not null,
    title           text          not null check (title <> ''),
    title_en        text,
    -- CLAIMED: as claimed, at most measure_hours; ITEM: always measure_hours; DAY: at most measure_hours for each day.
    measure         text          not null check (measure in ('CLAIMED', 'ITEM', 'DAY')),
    measure_hours   numeric(6, 2) not null check (measure_hours > 0 and measure_hours <= 999),
    year_hours      numeric(6, 2) check (year_hours > 0),          -- no more of this kind in a year
    categories      text[]        not null default '{}',           -- which it may fill; empty for all
    evidence_files  smallint      not null check (evidence_files between 0 and 3),
    evidence        text          not null,                        -- what they have to show, in words
    shares_evidence boolean       not null,                        -- whether one file may serve several people: a list of those present
    needs_presence  boolean       not null,                        -- whether one cannot be elsewhere on these days
    needs_county    boolean       not null,                        -- whether the authority above the unit looks at it as well
    basis           text          not null check (basis <> ''),
    retired_at      timestamptz,
    set_at          timestamptz   not null,
    set_by          uuid,
    primary key (jurisdiction, code, version)
);

create trigger kind_is_append_only before update or delete on recognition.kind
    for each row execute function public.refuse_change();
create trigger kind_is_never_emptied before truncate on recognition.kind
    for each statement execute function public.refuse_change();

-- How many hours a day holds, how long a review may take (working days), and how much of a category counts in a year.
create table recognition.policy (
    jurisdiction   uuid          not null references directory.organization,
    version        int           not null check (version > 0),
    day_hours      numeric(4, 2) not null check (day_hours > 0 and day_hours <= 24),
    first_days     int           not null check (first_days between 1 and 250),
    next_days      int           not null check (next_days between 1 and 250),
    category_hours jsonb         not null default '{}',            -- {code: hours}
    basis          text          not null check (basis <> ''),
    set_at         timestamptz   not null,
    set_by         uuid,
    primary key (jurisdiction, version)
);

create trigger policy_is_append_only before update or delete on recognition.policy
    for each row execute function public.refuse_change();
create trigger policy_is_never_emptied before truncate on recognition.policy
    for each statement execute function public.refuse_change();

-- Hours that somebody has from outside.
create table recognition.claim (
    teacher_id     uuid          not null,
    id             uuid          not null,
    jurisdiction   uuid          not null,
    kind           text          not null,
    kind_version   int           not null,
    category       text          not null check (category <> ''),
    theme          text          check (theme <> ''),
    title          text          not null check (title <> ''),
    title_key      text          not null,                         -- without blanks and signs: the same training is one, however written
    number         text          check (number <> ''),             -- of the certificate
    number_key     text,
    from_on        date          not null,
    to_on          date          not null check (to_on >= from_on),
    claimed        numeric(6, 2) not null check (claimed > 0),
    needs_presence boolean       not null,
    unit_id        uuid          not null references directory.organization,   -- where the person counted when he filed
    import_id      uuid,                                           -- the workbook it came with; null for his own
    state          text          not null check (state in ('WAITING', 'RETURNED', 'REJECTED', 'WITHDRAWN', 'APPROVED')),
    lies_id        uuid          references directory.organization,            -- whose turn it is
    due_on         date,
    recognized     numeric(6, 2) check (recognized >= 0),
    posting        int           not null default 0,               -- how often its hours were posted: after an undoing they are posted anew
    filed_at       timestamptz   not null,
    changed_at     timestamptz   not null,
    primary key (teacher_id, id),
    foreign key (jurisdiction, kind, kind_version) references recognition.kind,
    check ((state = 'WAITING') = (lies_id is not null) and (lies_id is null) = (due_on is null)),
    check ((state = 'APPROVED') = (recognized is not null)),
    check (state <> 'APPROVED' or posting > 0),
    -- Nobody is in two places on one day.
    constraint claim_without_overlap exclude using gist (teacher_id with =, daterange(from_on, to_on, '[]') with &&)
        where (needs_presence and state in ('WAITING', 'RETURNED', 'APPROVED'))
);

create unique index claim_once on recognition.claim (teacher_id, title_key, from_on, to_on) where state in ('WAITING', 'RETURNED', 'APPROVED');
create unique index claim_number_once on recognition.claim (teacher_id, kind, number_key)
    where number_key is not null and state in ('WAITING', 'RETURNED', 'APPROVED');
create index claim_waiting on recognition.claim (lies_id, due_on, id) where state = 'WAITING';
create index claim_by_unit on recognition.claim (unit_id, changed_at desc, id desc);
create index claim_by_id on recognition.claim (id);
create index claim_by_import on recognition.claim (import_id, teacher_id, id) where import_id is not null;

create function recognition.claim_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a claim stays' using errcode = '23000';
    end if;
    if old.state = 'WITHDRAWN' or old.state in ('APPROVED', 'REJECTED') and new.state <> 'WAITING'
       or old.state = 'RETURNED' and new.state not in ('WAITING', 'WITHDRAWN', 'RETURNED') or new.posting < old.posting then
        raise exception 'a claim does not go from % to %', old.state, new.state using errcode = '23000';
    end if;
    -- What it says changes only when it comes back after a return.
    if old.state <> 'RETURNED'
       and to_jsonb(new) - '{state,lies_id,due_on,recognized,posting,changed_at,unit_id}'::text[]
           <> to_jsonb(old) - '{state,lies_id,due_on,recognized,posting,changed_at,unit_id}'::text[] then
        raise exception 'what a claim says does not change while it is reviewed' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger claim_moves before update or delete on recognition.claim for each row execute function recognition.claim_moves();

-- The levels it passes.
create table recognition.step (
    teacher_id uuid     not null,
    claim_id   uuid     not null,
    position   smallint not null check (position > 0),
    level      text     not null,
    unit_id    uuid     references directory.organization,         -- null of one that is skipped because there is none
    state      text     not null check (state in ('WAITING', 'APPROVED', 'RETURNED', 'REJECTED', 'SKIPPED')),
    due_on     date,
    by         uuid,
    by_name    text,
    at         timestamptz,
    reason     text     not null default '',
    act_id     uuid,
    primary key (teacher_id, claim_id, position),
    foreign key (teacher_id, claim_id) references recognition.claim (teacher_id, id),
    check ((state in ('APPROVED', 'RETURNED', 'REJECTED')) = (by is not null) and (by is null) = (at is null)),
    check (state not in ('RETURNED', 'REJECTED') or reason <> ''),
    check (by <> teacher_id)
);

-- Its history.
create table recognition.act (
    teacher_id uuid        not null,
    claim_id   uuid        not null,
    n          int         not null check (n > 0),
    id         uuid        not null,
    act        text        not null check (act in ('FILED', 'CORRECTED', 'WITHDRAWN', 'APPROVE', 'RETURN', 'REJECT', 'UNDONE')),
    level      text,
    at         timestamptz not null,
    by         uuid        not null,
    by_name    text        not null,
    reason     text        not null default '',
    facts      jsonb       not null default '{}',
    primary key (teacher_id, claim_id, n),
    unique (teacher_id, id),
    foreign key (teacher_id, claim_id) references recognition.claim (teacher_id, id),
    check (act not in ('RETURN', 'REJECT', 'UNDONE') or reason <> ''),
    -- Nobody reviews his own.
    check (act not in ('APPROVE', 'RETURN', 'REJECT', 'UNDONE') or by <> teacher_id)
);

create trigger act_is_append_only before update or delete on recognition.act
    for each row execute function public.refuse_change();
create trigger act_is_never_emptied before truncate on recognition.act
    for each statement execute function public.refuse_change();

-- Files that somebody has brought, to be named in a claim of his.
create table recognition.brought (
    teacher_id  uuid        not null,
    document_id uuid        not null references document.document,
    sha256      text        not null,
    brought_at  timestamptz not null,
    primary key (teacher_id, document_id)
);

-- What a claim rests on. A person uses a file once.
create table recognition.evidence (
    teacher_id  uuid     not null,
    claim_id    uuid     not null,
    position    smallint not null check (position between 1 and 3),
    document_id uuid     references document.document,            -- null once the person's account is closed
    sha256      text     not null,
    live        boolean  not null,
    primary key (teacher_id, claim_id, position),
    foreign key (teacher_id, claim_id) references recognition.claim (teacher_id, id)
);

create unique index evidence_once on recognition.evidence (teacher_id, sha256) where live;
create index evidence_by_content on recognition.evidence (sha256) where live;

-- Files that serve one person alone: whose they are.
create table recognition.sole_evidence (
    sha256     text primary key,
    teacher_id uuid not null
);

-- 机构批量申报: a workbook on its way into claims, and the one decision on all of them.
create table recognition.import (
    id                uuid        primary key,
    provider_id       uuid        not null references directory.organization,
    authority_id      uuid        not null references directory.organization,
    jurisdiction      uuid        not null,
    kind              text        not null,
    kind_version      int         not null,
    document_id       uuid        not null references document.document,
    file_name         text        not null,
    state             text        not null check (state in ('READING', 'PLANNED', 'COMMITTING', 'COMMITTED', 'DECIDING', 'DECIDED', 'DISCARDED', 'FAILED')),
    waits_since       timestamptz not null,
    done              int         not null default 0,
    expected          int         not null default 0,
    takes             int         not null default 0,
    known             int         not null default 0,
    refused           int         not null default 0,
    hours             numeric(10, 2) not null default 0,
    reason            text,
    reason_arguments  text[]      not null default '{}',
    requested_by      uuid        not null,
    requested_by_name text        not null,
    requested_at      timestamptz not null,
    committed_at      timestamptz,
    decision          text        check (decision in ('APPROVE', 'REJECT')),
    decision_reason   text        not null default '',
    decided_by        uuid,
    decided_by_name   text,
    decided_at        timestamptz,
    foreign key (jurisdiction, kind, kind_version) references recognition.kind,
    check (state not in ('DECIDING', 'DECIDED') or decision is not null and decided_by is not null and decided_at is not null),
    check (decision is distinct from 'REJECT' or decision_reason <> '')
);

create index import_waiting on recognition.import (waits_since) where state in ('READING', 'COMMITTING', 'DECIDING');
create index import_by_provider on recognition.import (provider_id, requested_at desc, id desc);
create index import_by_authority on recognition.import (authority_id, requested_at desc, id desc);

create function recognition.import_goes_on() returns trigger language plpgsql as $$
begin
    if old.state = 'DISCARDED' or old.state in ('COMMITTED', 'DECIDING', 'DECIDED') and new.state not in ('COMMITTED', 'DECIDING', 'DECIDED') then
        raise exception 'an import that is % stays so', old.state using errcode = '23000';
    end if;
    return new;
end $$;

create trigger import_goes_on before update of state on recognition.import for each row execute function recognition.import_goes_on();

-- What becomes of each row; the numbers of documents are not kept.
create table recognition.import_row (
    import_id  uuid not null references recognition.import,
    row_number int  not null,
    decision   text not null check (decision in ('TAKE', 'KNOWN', 'REFUSED')),
    person     uuid,
    name       text not null,
    typed      jsonb not null,
    primary key (import_id, row_number)
);

create table recognition.import_finding (
    import_id   uuid    not null references recognition.import,
    n           int     not null,
    row_number  int     not null,
    column_name text,
    code        text    not null,
    arguments   text[]  not null default '{}',
    refuses     boolean not null,
    primary key (import_id, n)
);

create view recognition.claim_card as
    select teacher_id, id, jurisdiction, kind, kind_version, category, theme, title, number, from_on, to_on, claimed, unit_id, state, lies_id,
           due_on, recognized, filed_at, changed_at, import_id
      from recognition.claim;
create view recognition.policy_card as
    select jurisdiction, version, day_hours, category_hours, basis from recognition.policy;
