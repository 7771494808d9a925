create schema if not exists standing;

-- What is counted of a jurisdiction's year: each category and theme, the total, and everything together (ALL). Its id stands where
-- figures name a program.
create table standing.counted_line (
    id           uuid primary key,
    jurisdiction uuid not null references directory.organization,
    year         int  not null,
    code         text not null check (code not in ('', 'ASKED')),
    unique (jurisdiction, year, code)
);

-- The programs whose hours fill a theme, as the newest version of the policy says.
create table standing.theme_program (
    jurisdiction uuid not null references directory.organization,
    year         int  not null,
    program_id   uuid not null references program.program,
    theme        text not null check (theme <> ''),
    primary key (jurisdiction, year, program_id, theme)
);

-- Months of a year for which somebody is asked nothing, with the reason; ended, never changed.
create table standing.exemption (
    teacher_id uuid        not null,
    id         uuid        not null,
    year       int         not null check (year between 2000 and 2100),
    months     int4range   not null check (not isempty(months) and lower(months) >= 1 and upper(months) <= 13),
    kind       text        not null check (kind in ('LEAVE', 'SECONDMENT', 'ILLNESS', 'PARENTAL', 'OTHER')),
    reason     text        not null check (reason <> ''),
    granted_at timestamptz not null,
    granted_by uuid        not null,
    ended_at   timestamptz,
    ended_by   uuid,
    ended_why  text,
    primary key (teacher_id, id),
    check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_why is null)),
    check (granted_by <> teacher_id),
    check (ended_by is distinct from teacher_id),
    constraint exemption_of_a_month_once exclude using gist (teacher_id with =, year with =, months with &&) where (ended_at is null)
);

create function standing.refuse_rewriting() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.ended_at is not null
       or (new.teacher_id, new.id, new.year, new.months, new.kind, new.reason, new.granted_at, new.granted_by)
          is distinct from (old.teacher_id, old.id, old.year, old.months, old.kind, old.reason, old.granted_at, old.granted_by) then
        raise exception 'an exemption is ended, never rewritten' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger exemption_is_not_rewritten before update or delete on standing.exemption
    for each row execute function standing.refuse_rewriting();

create trigger exemption_is_never_emptied before truncate on standing.exemption
    for each statement execute function public.refuse_change();

-- Where somebody stands in a year: which lines he is asked for and which of them he meets. Kept in the transaction that posts hours or changes what is asked, and counted
-- from here into the figures of his unit.
create table standing.state (
    teacher_id      uuid   not null,
    year            int    not null,
    jurisdiction    uuid,                                  -- whose policy he is under; null where nobody asks
    policy          int,                                   -- the version of it by which this was worked out
    organization_id uuid,                                  -- the unit he counts in; null for who is not in service
    months          int    not null default 12 check (months between 0 and 12),   -- of the year that are asked for
    asked           text[] not null default '{}',
    met             text[] not null default '{}',
    primary key (teacher_id, year),
    check (met <@ asked)
);

create index state_of_unit on standing.state (organization_id, year, teacher_id);

create view standing.state_card as select teacher_id, year, jurisdiction, organization_id, months, asked, met from standing.state;
create view standing.counted_line_card as select id, jurisdiction, year, code from standing.counted_line;
create view standing.exemption_card as
    select teacher_id, id, year, months, kind, reason, granted_at, ended_at from standing.exemption;
create view standing.theme_program_card as select jurisdiction, year, program_id, theme from standing.theme_program;

-- What was asked for before is counted from now on.
insert into standing.counted_line (id, jurisdiction, year, code)
select gen_random_uuid(), r.jurisdiction, r.year, c.code
  from (select distinct on (jurisdiction, year) jurisdiction, year, categories from ledger.annual_requirement_card order by jurisdiction, year, version desc) r
 cross join lateral (select 'ALL' as code union select 'TOTAL' union select n.code from jsonb_to_recordset(r.categories) as n (code text)) c
on conflict do nothing;
