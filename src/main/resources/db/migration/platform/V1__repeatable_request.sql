create schema if not exists platform;

-- A request that carried an Idempotency-Key, with the answer it got: sent again, it gets the same answer and does nothing.
create table platform.repeatable_request (
    teacher_id   uuid        not null,
    key          text        not null check (length(key) between 1 and 200),
    digest       bytea       not null,           -- of method, address and body
    asked_at     timestamptz not null,
    status       int,                            -- null while it is being worked on
    content_type text,
    body         bytea,
    primary key (teacher_id, key)
);
