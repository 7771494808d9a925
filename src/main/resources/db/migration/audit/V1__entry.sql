create schema if not exists audit;

-- Who did what to whom, when, from where.
create table audit.entry (
    id           uuid primary key,
    at           timestamptz not null,
    actor        uuid,                       -- the person; null when nobody was signed in
    actor_name   text        not null,
    act          text        not null,       -- 'identity.sign-in', 'certificate.revoke', …
    target       text        not null,       -- 'teacher:018f…'
    organization public.ltree,               -- where the target belongs: the scope the entry is searched in
    address      text,
    before       jsonb,
    after        jsonb
);

create index entry_by_organization on audit.entry using gist (organization);
create index entry_by_time on audit.entry (at desc, id desc);

create trigger entry_is_append_only before update or delete on audit.entry
    for each row execute function public.refuse_change();
