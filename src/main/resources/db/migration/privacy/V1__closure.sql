create schema if not exists privacy;

-- Somebody wants his account closed. Who is in service keeps it until he is not.
create table privacy.closure (
    teacher_id   uuid        primary key,
    requested_at timestamptz not null,
    closed_at    timestamptz check (closed_at >= requested_at)
);

create index closure_open on privacy.closure (requested_at) where closed_at is null;
