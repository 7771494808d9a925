create schema if not exists summary;

-- 总结报告: an authority asks each unit right below it for one, by a day counted in working days from the end of what it is about.
create table summary.call (
    id              uuid primary key,
    organization_id uuid        not null references directory.organization,
    title           text        not null check (title <> ''),
    instructions    text        not null,
    ended_on        date        not null,
    days            int         not null check (days between 1 and 90),
    due_at          timestamptz not null,            -- fixed when it is made: a calendar that changes later moves no deadline
    opened_by       uuid        not null,
    opened_by_name  text        not null,
    opened_at       timestamptz not null
);

create index call_by_organization on summary.call (organization_id, id desc);

-- What one unit hands in: practice, effects, experience, problems.
create table summary.summary (
    call_id         uuid not null references summary.call,
    organization_id uuid not null references directory.organization,
    state           text not null default 'DUE' check (state in ('DUE', 'DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED')),
    practice        text not null default '',
    effects         text not null default '',
    experience      text not null default '',
    problems        text not null default '',
    submitted_at    timestamptz,
    submitted_by    uuid,
    version         int  not null default 1,
    primary key (call_id, organization_id),
    check (state not in ('SUBMITTED', 'ACCEPTED')
           or submitted_at is not null and submitted_by is not null
              and practice <> '' and effects <> '' and experience <> '' and problems <> '')
);

create index summary_by_organization on summary.summary (organization_id);

create table summary.attachment (
    call_id         uuid not null references summary.call,
    organization_id uuid not null,
    document_id     uuid not null references document.document,
    primary key (call_id, organization_id, document_id)
);

-- Who moved it when, and why.
create table summary.step (
    call_id         uuid        not null references summary.call,
    organization_id uuid        not null,
    id              uuid        not null,
    state           text        not null,
    reason          text        not null,
    moved_by        uuid        not null,
    moved_by_name   text        not null,
    moved_at        timestamptz not null,
    primary key (call_id, organization_id, id)
);

create trigger step_is_append_only before update or delete on summary.step
    for each row execute function public.refuse_change();

-- What is accepted stays as it is.
create trigger summary_accepted_is_final before update or delete on summary.summary
    for each row when (old.state = 'ACCEPTED') execute function public.refuse_change();
