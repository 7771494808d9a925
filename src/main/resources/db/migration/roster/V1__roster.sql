create schema if not exists roster;

-- One workbook on its way into the directory.
create table roster.import (
    id                uuid primary key,
    organization_id   uuid        not null references directory.organization,
    document_id       uuid        not null,
    file_name         text        not null,
    state             text        not null check (state in ('READING', 'PLANNED', 'COMMITTING', 'COMMITTED', 'DISCARDED', 'FAILED')),
    waits_since       timestamptz not null,                    -- when the state last changed: first come, first served
    done              int         not null default 0,
    expected          int         not null default 0,
    creates           int         not null default 0,
    changes           int         not null default 0,
    transfers         int         not null default 0,
    retires           int         not null default 0,
    unchanged         int         not null default 0,
    refused           int         not null default 0,
    reason            text,                                    -- message key: why it failed, or why it is planned again
    reason_arguments  text[]      not null default '{}',
    requested_by      uuid        not null,
    requested_by_name text        not null,
    requested_at      timestamptz not null,
    planned_at        timestamptz,
    committed_by      uuid,
    committed_by_name text,
    committed_at      timestamptz,
    report_id         uuid,
    check ((state = 'COMMITTED') = (committed_at is not null)),
    check (state <> 'FAILED' or reason is not null)
);

create index import_waiting on roster.import (waits_since) where state in ('READING', 'COMMITTING');
create index import_by_organization on roster.import (organization_id, requested_at desc, id desc);
create index import_committed on roster.import (committed_at) where state in ('COMMITTING', 'COMMITTED');

-- What has been done cannot be undone, and what has been thrown away does not come back.
create function roster.import_goes_on() returns trigger language plpgsql as $$
begin
    if old.state in ('COMMITTED', 'DISCARDED') or old.state = 'COMMITTING' and new.state = 'DISCARDED' then
        raise exception 'an import that is % stays so', old.state using errcode = '23000';
    end if;
    return new;
end $$;

create trigger import_goes_on before update of state on roster.import for each row execute function roster.import_goes_on();

-- What is to be said about the cells of the workbook.
create table roster.finding (
    import_id   uuid    not null,
    n           int     not null,
    row_number  int     not null,
    column_name text,
    code        text    not null,
    arguments   text[]  not null default '{}',
    refuses     boolean not null,
    primary key (import_id, n)
);

-- Somebody in service elsewhere: the new unit asks, the old one releases. Nobody is moved silently.
create table roster.transfer (
    teacher_id        uuid        not null references directory.teacher,
    id                uuid        not null,
    import_id         uuid        not null,
    from_organization uuid        not null references directory.organization,
    to_organization   uuid        not null references directory.organization,
    state             text        not null check (state in ('PLANNED', 'ASKED', 'RELEASED', 'REFUSED', 'WITHDRAWN')),
    employment_state  text        not null,
    posts             text[]      not null default '{}',
    since             date        not null,
    row_number        int         not null,
    asked_by          uuid,
    asked_by_name     text,
    asked_at          timestamptz,
    answered_by       uuid,
    answered_at       timestamptz,
    reason            text,
    primary key (teacher_id, id),
    check ((state in ('RELEASED', 'REFUSED', 'WITHDRAWN')) = (answered_at is not null)),
    check (state <> 'REFUSED' or reason is not null)
);

-- A person is asked for by one unit once.
create unique index transfer_asked_once on roster.transfer (teacher_id, to_organization) where state = 'ASKED';
create index transfer_by_import on roster.transfer (import_id);
create index transfer_from on roster.transfer (from_organization) where state = 'ASKED';
create index transfer_to on roster.transfer (to_organization) where state = 'ASKED';

create function roster.transfer_is_answered_once() returns trigger language plpgsql as $$
begin
    if old.state in ('RELEASED', 'REFUSED', 'WITHDRAWN') then
        raise exception 'a transfer is answered once' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger transfer_is_answered_once before update on roster.transfer for each row execute function roster.transfer_is_answered_once();
