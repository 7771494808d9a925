create schema if not exists authoring;

-- A program that is being written, a change of one that is out, or a template. The one draft of a program's change that is not out
-- yet is the place where everybody works on it.
create table authoring.draft (
    id           uuid primary key,
    owner_id     uuid not null references directory.organization,
    kind         text not null check (kind in ('PROGRAM', 'CHANGE', 'TEMPLATE')),
    program_id   uuid references program.program,
    base_version int,
    content      jsonb not null,
    version      int not null check (version > 0),
    last_act     text not null default '',
    changed_at   timestamptz not null,
    changed_by   uuid not null,
    published_at timestamptz,
    check ((kind = 'CHANGE') = (base_version is not null)),
    check (kind <> 'CHANGE' and published_at is null or program_id is not null),
    check (kind <> 'TEMPLATE' or published_at is null)
);

create index draft_by_age on authoring.draft (changed_at desc, id desc);
create unique index one_change_at_a_time on authoring.draft (program_id) where kind = 'CHANGE' and published_at is null;
