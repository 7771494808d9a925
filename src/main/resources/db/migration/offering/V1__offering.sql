create schema if not exists offering;

-- One workbook of what a term offers, and what it would do.
create table offering.import (
    id                uuid        primary key,
    term_id           uuid        not null references selection.term,
    document_id       uuid        not null references document.document,
    file_name         text        not null,
    state             text        not null default 'PLANNED' check (state in ('PLANNED', 'COMMITTED', 'DISCARDED')),
    plan              jsonb       not null,
    findings          jsonb       not null,
    requested_by      uuid        not null,
    requested_by_name text        not null,
    planned_at        timestamptz not null,
    answered_at       timestamptz,
    check ((state = 'PLANNED') = (answered_at is null))
);

create index import_of_term on offering.import (term_id, planned_at desc, id desc);

create function offering.import_is_answered_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'PLANNED' or (new.id, new.term_id, new.document_id, new.requested_by) is distinct from (old.id, old.term_id, old.document_id, old.requested_by) then
        raise exception 'an import that is % stays so', old.state using errcode = '23000';
    end if;
    return new;
end $$;

create trigger import_is_answered_once before update on offering.import for each row execute function offering.import_is_answered_once();
