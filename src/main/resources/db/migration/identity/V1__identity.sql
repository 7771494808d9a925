create schema if not exists identity;

-- How a person signs in. What he may do lies in the directory's appointments.
create table identity.account (
    teacher_id           uuid primary key,
    password_hash        text,                       -- null until the person has activated the account
    password_set_at      timestamptz,
    password_expires_at  timestamptz,                -- a password somebody else has set: change it at the next sign-in
    activated_at         timestamptz,
    disabled_at          timestamptz,
    failed_sign_ins      int not null default 0,     -- since the last right password; forgotten an hour after the last one
    last_failed_at       timestamptz,
    last_sign_in_at      timestamptz
);

-- Names are unique for the whole platform, in lower case: user name, phone, e-mail.
create table identity.sign_in_name (
    name       text primary key check (name = lower(name) and name <> ''),
    teacher_id uuid not null,
    kind       text not null check (kind in ('USERNAME', 'PHONE', 'EMAIL'))
);

create index sign_in_name_by_teacher on identity.sign_in_name (teacher_id);

-- A live sign-in: a browser's session or a machine's token. Only the hash of its secret is kept.
create table identity.sign_in (
    secret_hash  bytea       primary key,
    id           uuid        not null,
    teacher_id   uuid        not null,
    kind         text        not null check (kind in ('SESSION', 'TOKEN')),
    name         text        not null,              -- the token's name, or the device
    created_at   timestamptz not null,
    seen_at      timestamptz not null,
    expires_at   timestamptz not null,
    address      text,
    appointments uuid[]      not null default '{}'   -- in force when it was made: a token dies with the first of them
);

create index sign_in_by_expiry on identity.sign_in (expires_at);
create index sign_in_by_teacher on identity.sign_in (teacher_id, created_at desc);

-- The code the unit hands to a person so that he can activate his account himself.
create table identity.activation (
    teacher_id uuid        primary key,
    code_hash  bytea       not null,
    issued_at  timestamptz not null,
    issued_by  uuid,
    expires_at timestamptz not null,
    failed     int         not null default 0,
    used_at    timestamptz
);

create view identity.account_card as
    select teacher_id, activated_at, disabled_at, last_sign_in_at from identity.account;
