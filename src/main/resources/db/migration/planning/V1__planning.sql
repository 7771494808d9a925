create schema if not exists planning;

-- 区域培训规划: whom a unit means to train in a year, for what, and by which trainings.
create table planning.plan (
    id                uuid primary key,
    unit_id           uuid not null references directory.organization,
    year              int  not null check (year between 2000 and 2200),
    title             text not null check (title <> ''),
    basis             text not null,                                    -- the document it rests on; may be empty
    aims              text not null check (aims <> ''),
    state             text not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED')),
    version           int  not null check (version > 0),                -- the step by which it says what it says
    published_by_name text,
    published_at      timestamptz,
    unique (unit_id, year, title),
    check ((state = 'PUBLISHED') = (published_at is not null) and (published_at is null) = (published_by_name is null))
);

create index plan_by_year on planning.plan (year, unit_id);

-- 分层、分类、分岗: a group of people, what they are to reach, and the trainings that serve it.
create table planning.line (
    id       uuid    primary key,
    plan_id  uuid    not null references planning.plan,
    position int     not null check (position > 0),
    title    text    not null check (title <> ''),
    audience jsonb   not null,
    aims     text    not null,
    category text    check (category <> ''),                            -- that the hours are of; null for hours of any
    hours    numeric(6, 2) check (hours > 0),                           -- aimed at, for each of them; null where none are named
    programs uuid[]  not null check (cardinality(programs) <= 50),
    version  int     not null check (version > 0),                      -- the step of the plan by which it says what it says
    removed  boolean not null default false,
    check (coalesce(jsonb_typeof(audience) = 'object' and audience ->> 'is' = 'all' and jsonb_typeof(audience -> 'parts') = 'array', false)),
    check (category is null or hours is not null)
);

create unique index line_by_title on planning.line (plan_id, title) where not removed;
create index line_by_plan on planning.line (plan_id, position);

-- Its history, with what was said before.
create table planning.step (
    plan_id uuid        not null references planning.plan,
    n       int         not null check (n > 0),
    act     text        not null check (act in ('DRAFTED', 'CHANGED', 'PUBLISHED', 'WITHDRAWN', 'AMENDED', 'FOLLOWED')),
    at      timestamptz not null,
    by      uuid,                                                       -- null where the plan has followed its units
    by_name text        not null,
    about   text        not null,                                       -- the title of a line; empty for the plan itself
    before  jsonb,                                                      -- what it said; null where it said nothing
    reason  text        not null,
    primary key (plan_id, n),
    check (act not in ('WITHDRAWN', 'AMENDED') or reason <> ''),
    check ((act = 'FOLLOWED') = (by is null))
);

create trigger step_is_append_only before update or delete on planning.step
    for each row execute function public.refuse_change();
create trigger step_is_never_emptied before truncate on planning.step
    for each statement execute function public.refuse_change();

-- What is published says something else only by a step with a reason, or because its units lie elsewhere.
create function planning.plan_says_why() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a plan is never deleted' using errcode = '23000';
    end if;
    if new.version < old.version or new.version = old.version and to_jsonb(new) <> to_jsonb(old) then
        raise exception 'a plan changes with a step of its history' using errcode = '23000';
    end if;
    if old.state = 'PUBLISHED'
       and to_jsonb(new) - '{version}'::text[] <> to_jsonb(old) - '{version}'::text[]
       and not exists (select from planning.step s where s.plan_id = new.id and s.n = new.version
                          and s.act = case when new.state = 'DRAFT' then 'WITHDRAWN' when new.unit_id <> old.unit_id then 'FOLLOWED' else 'AMENDED' end) then
        raise exception 'what is published changes with a reason' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger plan_says_why before update or delete on planning.plan for each row execute function planning.plan_says_why();

create function planning.line_says_why() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a line is never deleted' using errcode = '23000';
    end if;
    if tg_op = 'UPDATE' and (new.version <= old.version or new.plan_id <> old.plan_id or new.id <> old.id or old.removed) then
        raise exception 'a line changes with a step of the history of its plan' using errcode = '23000';
    end if;
    if not exists (select from planning.step s join planning.plan p on p.id = s.plan_id
                    where s.plan_id = new.plan_id and s.n = new.version
                      and s.act = any (case p.state when 'PUBLISHED' then array['AMENDED', 'FOLLOWED'] else array['DRAFTED', 'CHANGED', 'FOLLOWED'] end)) then
        raise exception 'what is published changes with a reason' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger line_says_why before insert or update or delete on planning.line for each row execute function planning.line_says_why();
