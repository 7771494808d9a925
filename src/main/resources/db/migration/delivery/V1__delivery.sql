create schema if not exists delivery;

-- A training in person whose sessions somebody has begun to keep, and how it takes who comes late.
create table delivery.training (
    id           uuid    primary key,                                           -- of a call its program, or the offering
    kind         text    not null check (kind in ('CALL', 'OFFERING')),
    program_id   uuid    not null references program.program,
    late_minutes int     not null default 10 check (late_minutes between 0 and 120), -- after the beginning; who comes later is late
    late_counts  boolean not null default true,                                 -- whether who was late gets the hours
    check (kind <> 'CALL' or id = program_id)
);

-- 面授时段: when and where its people meet.
create table delivery.session (
    id             uuid          primary key,
    training_id    uuid          not null references delivery.training,
    day            date          not null,
    starts         time          not null,
    ends           time          not null check (ends > starts),
    place          text          not null default '',                           -- empty as long as it is not known
    topic          text          not null check (topic <> ''),
    hours          numeric(5, 2) not null check (hours >= 0),
    secret         bytea         not null check (length(secret) = 32),          -- what the codes of its check-in come from
    state          text          not null default 'PLANNED' check (state in ('PLANNED', 'CLOSED', 'CANCELED')),
    revision       int           not null default 1 check (revision > 0),       -- grows whenever it is changed or called off
    posting        int           not null default 0,                            -- how often its hours were posted
    expected       int,                                                         -- when it was closed: who had to be there, and who was
    attended       int,
    closed_by_name text,
    closed_at      timestamptz,
    reason         text          not null default '',                           -- why it was changed, canceled, or opened again
    check ((state = 'CLOSED') = (closed_at is not null) and (closed_at is null) = (expected is null) and (expected is null) = (attended is null)),
    check (attended between 0 and expected),
    check (state <> 'CLOSED' or posting > 0),
    check (state <> 'CANCELED' or reason <> ''),
    -- Nobody is in two rooms at once.
    constraint session_one_at_a_time exclude using gist (training_id with =, tsrange(day + starts, day + ends) with &&) where (state <> 'CANCELED')
);

create index session_by_training on delivery.session (training_id, day, starts, id);
create index session_by_day on delivery.session (day, id);

-- What is closed stays as it is until it is opened again, what was called off stays so, and nothing is lost.
create function delivery.session_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'CANCELED'
       or old.state = 'CLOSED' and (new.state <> 'PLANNED'
          or (new.training_id, new.day, new.starts, new.ends, new.place, new.topic, new.hours) is distinct from (old.training_id, old.day, old.starts, old.ends, old.place, old.topic, old.hours)) then
        raise exception 'a session that is closed or called off stays as it is' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger session_stays before update or delete on delivery.session for each row execute function delivery.session_stays();

-- Who was there.
create table delivery.attendance (
    teacher_id uuid        not null,
    session_id uuid        not null references delivery.session,
    state      text        not null check (state in ('PRESENT', 'LATE', 'LEFT_EARLY', 'ABSENT', 'EXCUSED')),
    how        text        not null check (how in ('TICKED', 'CHECKED_IN', 'CORRECTED', 'LEAVE', 'CLOSING')),
    at         timestamptz not null,
    by_name    text        not null,
    reason     text        not null default '',
    earned     numeric(6, 2),                                                   -- as posted; null before, and of who gets nothing
    credited   numeric(6, 2),
    left_out   text        check (left_out in ('YEAR_CLOSED')),                 -- why nothing was posted for somebody who was there
    primary key (teacher_id, session_id),
    check (how <> 'CORRECTED' or reason <> ''),
    check (state <> 'EXCUSED' or reason <> ''),
    check (how <> 'CLOSING' or state = 'ABSENT'),
    check ((earned is null) = (credited is null)),
    check (state in ('PRESENT', 'LATE') or earned is null)
);

create index attendance_by_session on delivery.attendance (session_id, teacher_id);

-- Who was there at a closed session does not change: it is opened again first.
create function delivery.attendance_is_closed() returns trigger language plpgsql as $$
begin
    if exists (select from delivery.session s where s.id = coalesce(new.session_id, old.session_id) and s.state <> 'PLANNED') then
        raise exception 'the session is closed' using errcode = '23000';
    end if;
    return coalesce(new, old);
end $$;

create trigger attendance_is_closed before insert or update or delete on delivery.attendance
    for each row execute function delivery.attendance_is_closed();

-- Every change of it. Nobody says of himself that he was there, but by the code.
create table delivery.attendance_act (
    teacher_id uuid        not null,
    session_id uuid        not null,
    n          int         not null check (n > 0),
    before     text,
    after      text        not null,
    how        text        not null,
    reason     text        not null default '',
    at         timestamptz not null,
    by         uuid        not null,
    by_name    text        not null,
    primary key (teacher_id, session_id, n),
    check (before is null or how not in ('CORRECTED') or reason <> ''),
    constraint attendance_said_by_others check (how in ('CHECKED_IN', 'CLOSING') or by <> teacher_id),
    constraint attendance_checked_in_oneself check (how <> 'CHECKED_IN' or by = teacher_id)
);

create trigger attendance_act_is_append_only before update or delete on delivery.attendance_act
    for each row execute function public.refuse_change();
create trigger attendance_act_is_never_emptied before truncate on delivery.attendance_act
    for each statement execute function public.refuse_change();

create view delivery.attendance_card as
    select a.teacher_id, a.session_id, s.training_id, s.day, s.topic, a.state, a.how, a.at, a.reason, a.earned, a.credited
      from delivery.attendance a join delivery.session s on s.id = a.session_id;
