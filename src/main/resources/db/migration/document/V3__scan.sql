-- What a scanner for viruses has said of stored bytes: once for the same bytes, whatever names they lie under. Bytes without a row
-- were stored while no scanner was named; what a scanner finds there is as it was when it was first named.
create table document.scan (
    sha256    text        primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    -- SCANNING is held back, UNSCANNED was there before and is served until it is known to be infected.
    state     text        not null check (state in ('SCANNING', 'UNSCANNED', 'CLEAN', 'QUARANTINED')),
    signature text,                                       -- what was found in it
    trouble   text        check (trouble in ('AWAY', 'TOO_LARGE', 'ODD')),
    tries     integer     not null default 0 check (tries >= 0),
    since     timestamptz not null,
    due_at    timestamptz not null,                       -- of the next try; while one is under way, when it has failed
    judged_at timestamptz,
    check ((state = 'QUARANTINED') = (signature is not null)),
    check ((state in ('CLEAN', 'QUARANTINED')) = (judged_at is not null))
);
create index scan_due on document.scan (state, due_at, sha256) where state in ('SCANNING', 'UNSCANNED');

-- What was found stays found.
create function document.keep_quarantine() returns trigger language plpgsql as $$
begin
    raise exception 'what is in quarantine stays there';
end $$;
create trigger keep_quarantine before update or delete on document.scan
    for each row when (old.state = 'QUARANTINED') execute function document.keep_quarantine();

-- Who gave a file, so that he can be told what was found in it.
create table document.given (
    teacher_id  uuid        not null,
    document_id uuid        not null references document.document,
    given_at    timestamptz not null,
    primary key (teacher_id, document_id)
);
create index given_document on document.given (document_id);

create or replace view document.document_card as
    select d.id, d.name, d.media_type, d.size, d.sha256, d.stored_at, coalesce(s.state, 'UNSCANNED') as state, s.signature
      from document.document d
      left join document.scan s on s.sha256 = d.sha256;
