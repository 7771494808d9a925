create schema if not exists unit;

-- One workbook of units on its way into the directory.
create table unit.import (
    id                uuid primary key,
    organization_id   uuid        not null references directory.organization,
    document_id       uuid        not null,
    file_name         text        not null,
    state             text        not null default 'PLANNED' check (state in ('PLANNED', 'COMMITTED', 'DISCARDED')),
    plan              jsonb       not null,                  -- rows and what becomes of each
    findings          jsonb       not null,
    creates           int         not null,
    changes           int         not null,
    moves             int         not null,
    unchanged         int         not null,
    refused           int         not null,
    requested_by      uuid        not null,
    requested_by_name text        not null,
    planned_at        timestamptz not null,
    answered_at       timestamptz,
    check ((state = 'PLANNED') = (answered_at is null))
);

create index import_by_organization on unit.import (organization_id, planned_at desc, id desc);

-- What has been committed or thrown away stays so.
create function unit.import_is_answered_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'PLANNED' then
        raise exception 'an import that is % stays so', old.state using errcode = '23000';
    end if;
    return new;
end $$;

create trigger import_is_answered_once before update on unit.import for each row execute function unit.import_is_answered_once();

-- What a unit was called, where it lay and what became of it.
create table unit.change (
    id              uuid primary key,
    organization_id uuid        not null references directory.organization,
    act             text        not null check (act in ('CREATE', 'CHANGE', 'MOVE', 'CLOSE', 'REOPEN')),
    before          jsonb,
    after           jsonb,
    import_id       uuid,
    by_id           uuid        not null,
    by_name         text        not null,
    at              timestamptz not null
);

create index change_by_organization on unit.change (organization_id, id desc);

create function unit.refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'unit.change is append-only'; end $$;

create trigger change_is_append_only before update or delete on unit.change for each row execute function unit.refuse_change();
create trigger change_is_never_emptied before truncate on unit.change for each statement execute function unit.refuse_change();
