-- Who answers for a notice, and what became of it. Those that came with an installation belong to nobody.
alter table notice.notice
    add column owner_id         uuid references directory.organization,
    add column published_at     timestamptz,
    add column published_by     uuid,
    add column withdrawn_at     timestamptz,
    add column withdrawn_by     uuid,
    add column withdrawn_reason text,
    add constraint withdrawn_with_a_reason check ((withdrawn_at is null) = (withdrawn_reason is null)
                                                  and coalesce(withdrawn_reason, 'x') <> '');

create index notice_by_owner on notice.notice (owner_id, issued_on desc, id desc) where owner_id is not null;

-- What is being written. It goes when it is published; the notice has the id of its draft.
create table notice.draft (
    id         uuid primary key,
    owner_id   uuid not null references directory.organization,
    content    jsonb not null,
    version    int not null check (version > 0),
    changed_at timestamptz not null,
    changed_by uuid not null
);

create index draft_by_owner on notice.draft (owner_id, changed_at desc, id desc);
