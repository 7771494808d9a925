create schema if not exists certificate;

-- Numbers are unique, not dense: one drawn by a transaction that does not commit stays unused.
create sequence certificate.number_seq;

-- Facts are frozen at issue; only the state moves.
create table certificate.certificate (
    teacher_id   uuid        not null,
    id           uuid        not null,
    program_id   uuid        not null,
    number       text        not null,
    code         text        not null,
    facts        jsonb       not null,
    issued_at    timestamptz not null,
    state        text        not null default 'VALID' check (state in ('VALID', 'REVOKED', 'SUPERSEDED')),
    ended_at     timestamptz,
    ended_by     uuid,                                   -- null: withdrawn by the rules, and issued again when they are met again
    reason       text,
    superseded_by text,
    organization_id uuid     not null,                   -- the unit it counts in; the unit printed is among the facts
    primary key (teacher_id, id),
    check ((state = 'VALID') = (ended_at is null)),
    check ((state = 'SUPERSEDED') = (superseded_by is not null))
);

create unique index certificate_valid_once on certificate.certificate (teacher_id, program_id) where state = 'VALID';

create index certificate_by_unit on certificate.certificate (organization_id, issued_at desc, id desc);
create index certificate_newest on certificate.certificate (issued_at desc, id desc);
create index certificate_by_id on certificate.certificate (id);

-- Values that are unique for the whole platform.
create table certificate.number (number text primary key, teacher_id uuid not null, certificate_id uuid not null);
create table certificate.verification (code text primary key, teacher_id uuid not null, certificate_id uuid not null);

create function certificate.facts_are_frozen() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'VALID'
       or (new.facts, new.number, new.code, new.issued_at, new.program_id) is distinct from (old.facts, old.number, old.code, old.issued_at, old.program_id) then
        raise exception 'a certificate''s facts are frozen' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger certificate_facts_are_frozen before update or delete on certificate.certificate
    for each row execute function certificate.facts_are_frozen();

create view certificate.certificate_card as
    select teacher_id, id, program_id, number, state, issued_at, organization_id from certificate.certificate;
