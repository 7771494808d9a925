create schema if not exists deadline;

-- Who lets his calendar be read by a secret link: one a person. Only a hash of the secret is kept.
create table deadline.feed (
    teacher_id uuid        primary key,
    secret     bytea       not null check (octet_length(secret) = 32),
    language   text        not null check (language in ('zh', 'en')),
    made_at    timestamptz not null,
    read_at    timestamptz,
    hour_at    timestamptz not null,                    -- since when reads are counted
    reads      int         not null default 0 check (reads >= 0)
);

-- By its secret; it opens something while the person's own row says the same.
create table deadline.feed_secret (
    secret     bytea primary key check (octet_length(secret) = 32),
    teacher_id uuid  not null
);

create index feed_secret_of on deadline.feed_secret (teacher_id);

create view deadline.feed_card as select teacher_id, language, made_at, read_at from deadline.feed;
