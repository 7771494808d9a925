-- Wrong passwords and codes of one person, for each place they came from, and together under the source 'all'. A name that
-- nobody has is counted alike, under an id made of the name. Forgotten an hour after the last one. The two columns of
-- identity.account that counted before stay for the previous release.
create table identity.wrong_try (
    teacher_id uuid        not null,
    source     text        not null,
    failures   int         not null,
    last_at    timestamptz not null,
    primary key (teacher_id, source)
);

create index wrong_try_by_time on identity.wrong_try (last_at);

-- The browsers a person has signed in with, by the hash of a random cookie: failures elsewhere do not hold them up.
create table identity.known_browser (
    teacher_id  uuid        not null,
    secret_hash bytea       not null,
    seen_at     timestamptz not null,
    primary key (teacher_id, secret_hash)
);

create index known_browser_by_time on identity.known_browser (seen_at);
