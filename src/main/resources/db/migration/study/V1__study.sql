create schema if not exists study;

-- 校本研修计划: what a unit means to study by itself in a year, and whether the authority above it agrees.
create table study.plan (
    id           uuid          primary key,
    unit_id      uuid          not null references directory.organization,
    authority_id uuid          not null references directory.organization,     -- who confirms it
    year         int           not null check (year between 2000 and 2200),
    title        text          not null check (title <> ''),
    aims         text          not null check (aims <> ''),
    category     text          not null check (category <> ''),
    event_hours  numeric(5, 2) not null check (event_hours > 0),               -- at most so much for an event
    leader       text          not null check (leader <> ''),                  -- who answers for it
    late_minutes int           not null check (late_minutes between 0 and 120), -- after the beginning; who comes later is late
    late_counts  boolean       not null,                                       -- whether who was late gets the hours
    state        text          not null default 'DRAFT' check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'CONFIRMED')),
    due_on       date,                                                         -- of the authority's answer
    submitted_by uuid,
    submitted_at timestamptz,
    decided_by   uuid,
    decided_at   timestamptz,
    unique (unit_id, year, title),
    check (state = 'DRAFT' or submitted_by is not null and submitted_at is not null),
    check ((state in ('RETURNED', 'CONFIRMED')) = (decided_by is not null) and (decided_by is null) = (decided_at is null)),
    check ((state = 'SUBMITTED') = (due_on is not null)),
    -- Nobody confirms his own.
    check (decided_by <> submitted_by)
);

create index plan_by_unit on study.plan (unit_id, year);
create index plan_submitted on study.plan (authority_id, due_on, id) where state = 'SUBMITTED';

create function study.plan_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in ('SUBMITTED', 'CONFIRMED')
       and to_jsonb(new) - '{state,due_on,decided_by,decided_at,unit_id,authority_id}'::text[] <> to_jsonb(old) - '{state,due_on,decided_by,decided_at,unit_id,authority_id}'::text[] then
        raise exception 'a plan that is handed in stays as it is' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger plan_stays before update or delete on study.plan for each row execute function study.plan_stays();

-- Its history.
create table study.plan_step (
    plan_id uuid        not null references study.plan,
    n       int         not null check (n > 0),
    act     text        not null check (act in ('DRAFTED', 'CHANGED', 'SUBMITTED', 'TAKEN_BACK', 'CONFIRMED', 'RETURNED', 'UNDONE')),
    at      timestamptz not null,
    by      uuid        not null,
    by_name text        not null,
    reason  text        not null default '',
    primary key (plan_id, n),
    check (act not in ('RETURNED', 'UNDONE') or reason <> '')
);

create trigger plan_step_is_append_only before update or delete on study.plan_step
    for each row execute function public.refuse_change();
create trigger plan_step_is_never_emptied before truncate on study.plan_step
    for each statement execute function public.refuse_change();

-- What is held under it.
create table study.event (
    id             uuid          primary key,
    plan_id        uuid          not null references study.plan,
    day            date          not null,
    starts         time          not null,
    ends           time          not null check (ends > starts),
    place          text          not null check (place <> ''),
    topic          text          not null check (topic <> ''),
    leader_id      uuid          not null,
    leader_name    text          not null,
    hours          numeric(5, 2) not null check (hours > 0),
    in_person      boolean       not null,
    secret         bytea         not null check (length(secret) = 32),         -- what the codes of its check-in come from
    state          text          not null default 'PLANNED' check (state in ('PLANNED', 'CLOSED', 'CANCELED')),
    posting        int           not null default 0,                           -- how often its hours were posted
    people         int,                                                        -- who got hours when it was closed, and how many in all
    credited       numeric(10, 2),
    closed_by_name text,
    closed_at      timestamptz,
    reason         text          not null default '',                          -- why it was canceled, or opened again
    check ((state = 'CLOSED') = (closed_at is not null) and (closed_at is null) = (people is null) and (people is null) = (credited is null)),
    check (state <> 'CLOSED' or posting > 0),
    check (state <> 'CANCELED' or reason <> '')
);

create index event_by_plan on study.event (plan_id, day, starts, id);
create index event_by_leader on study.event (leader_id, day);
create index event_by_day on study.event (day, id);

-- 谁主办谁负责: what whoever holds something in person has to see to, as data; an event keeps what was asked of it.
create table study.risk_item (
    code       text primary key,
    position   int  not null,
    title      text not null,
    title_en   text not null,
    retired_at timestamptz
);

insert into study.risk_item (code, position, title, title_en) values
    ('RESPONSIBLE', 1, '已确定活动安全责任人并公布联系电话', 'Somebody answers for safety and can be reached'),
    ('PLACE', 2, '场地容量、疏散通道和消防设施已检查', 'Room, ways out and fire equipment are checked'),
    ('HEALTH', 3, '卫生防疫和急救药品已准备', 'Hygiene, epidemic prevention and first aid are prepared'),
    ('TRANSPORT', 4, '往返交通安全已安排', 'The way there and back is arranged'),
    ('EMERGENCY', 5, '突发情况的应急预案已告知参加人员', 'Those who come know what to do in an emergency'),
    ('TEACHING', 6, '参训教师的教学任务已调整', 'The lessons of those who come are taken care of');

create table study.risk (
    event_id uuid not null references study.event,
    code     text not null,
    position int  not null,
    title    text not null,
    title_en text not null,
    answer   text check (answer in ('DONE', 'NOT_NEEDED')),
    note     text not null default '',
    by_name  text,
    at       timestamptz,
    primary key (event_id, code),
    check ((answer is null) = (at is null)),
    check (answer is distinct from 'NOT_NEEDED' or note <> '')
);

-- Who was there.
create table study.attendance (
    teacher_id uuid        not null,
    event_id   uuid        not null references study.event,
    state      text        not null check (state in ('PRESENT', 'LATE', 'ABSENT')),
    how        text        not null check (how in ('TICKED', 'CHECKED_IN', 'CORRECTED')),
    at         timestamptz not null,
    by_name    text        not null,
    reason     text        not null default '',
    earned     numeric(6, 2),                                  -- as posted; null before, and of who gets nothing
    credited   numeric(6, 2),
    left_out   text        check (left_out in ('YEAR_CLOSED')), -- why nothing was posted for somebody who was there
    primary key (teacher_id, event_id),
    check (how <> 'CORRECTED' or reason <> ''),
    check ((earned is null) = (credited is null)),
    check (state <> 'ABSENT' or earned is null)
);

create index attendance_by_event on study.attendance (event_id, teacher_id);

-- Who was there at a closed event does not change: it is opened again first.
create function study.attendance_is_closed() returns trigger language plpgsql as $$
begin
    if exists (select from study.event e where e.id = coalesce(new.event_id, old.event_id) and e.state = 'CLOSED') then
        raise exception 'the event is closed' using errcode = '23000';
    end if;
    return coalesce(new, old);
end $$;

create trigger attendance_is_closed before insert or update or delete on study.attendance
    for each row execute function study.attendance_is_closed();

-- Every change of it.
create table study.attendance_act (
    teacher_id uuid        not null,
    event_id   uuid        not null,
    n          int         not null check (n > 0),
    before     text,
    after      text        not null,
    how        text        not null,
    reason     text        not null default '',
    at         timestamptz not null,
    by         uuid        not null,
    by_name    text        not null,
    primary key (teacher_id, event_id, n),
    check (before is null or reason <> '')
);

create trigger attendance_act_is_append_only before update or delete on study.attendance_act
    for each row execute function public.refuse_change();
create trigger attendance_act_is_never_emptied before truncate on study.attendance_act
    for each statement execute function public.refuse_change();

-- Codes that were none.
create table study.wrong_code (
    teacher_id uuid not null,
    event_id   uuid not null references study.event,
    tries      int  not null check (tries > 0),
    primary key (teacher_id, event_id)
);

create view study.attendance_card as
    select a.teacher_id, a.event_id, a.state, a.how, a.at, a.reason, a.earned, a.credited from study.attendance a;
