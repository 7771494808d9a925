create schema if not exists learning;

-- A server-timed session of one person on one lesson. Its coverage is paid from its own time:
-- seconds newly covered ≤ seconds lived × allowed rate − debt brought in + allowance (2 s of jitter, once per person).
create table learning.session (
    teacher_id   uuid           not null,
    id           uuid           not null,
    program_id   uuid           not null,
    lesson_id    uuid           not null,
    device       text           not null,
    opened_at    timestamptz    not null,
    ended_at     timestamptz,
    ended_by     text,
    last_beat_at timestamptz    not null,
    max_rate     numeric(3, 1)  not null,
    debt         numeric(8, 3)  not null default 0 check (debt between 0 and 2),
    allowance    numeric(8, 3)  not null default 2 check (allowance between 0 and 2),
    covered      int4multirange not null default '{}',
    beats        int4multirange not null default '{}',       -- numbers of the acknowledged beats
    version      int            not null default 1,
    primary key (teacher_id, id),
    check (ended_at >= opened_at),
    check (last_beat_at >= opened_at),
    -- The beat law. (A live session's clock is its last beat's; an ended one has stopped.)
    check (public.seconds(covered)
           <= extract(epoch from coalesce(ended_at, last_beat_at) - opened_at) * max_rate - debt + allowance)
) with (fillfactor = 70);

-- One live session per person; opening another ends this one.
create unique index session_live_once on learning.session (teacher_id) where ended_at is null;
create index session_by_lesson on learning.session (teacher_id, program_id, lesson_id);

-- The fact that a lesson is complete in a program: enough of it covered, and its quiz passed.
create table learning.lesson_completion (
    teacher_id       uuid        not null,
    program_id       uuid        not null,
    lesson_id        uuid        not null,
    completed_at     timestamptz not null,
    verified_seconds int         not null check (verified_seconds >= 0),
    primary key (teacher_id, program_id, lesson_id)
);

create table learning.attempt (
    teacher_id   uuid        not null,
    id           uuid        not null,
    program_id   uuid        not null,
    lesson_id    uuid        not null,
    number       int         not null check (number > 0),
    opened_at    timestamptz not null,
    closes_at    timestamptz not null,
    questions    jsonb       not null,                    -- what was drawn, in its order, with the key it is marked by
    pass_mark    int         not null,
    submitted_at timestamptz,
    score        int         check (score between 0 and 100),
    results      jsonb,
    primary key (teacher_id, id),
    unique (teacher_id, program_id, lesson_id, number),
    check ((submitted_at is null) = (score is null) and (submitted_at is null) = (results is null))
);

create unique index attempt_open_once on learning.attempt (teacher_id, program_id, lesson_id) where submitted_at is null;

create table learning.answer (
    teacher_id  uuid        not null,
    attempt_id  uuid        not null,
    question_id uuid        not null,
    answer      jsonb       not null,
    answered_at timestamptz not null,
    primary key (teacher_id, attempt_id, question_id),
    foreign key (teacher_id, attempt_id) references learning.attempt (teacher_id, id)
);

-- A submitted attempt and its answers do not change any more.
create function learning.attempt_is_closed() returns trigger language plpgsql as $$
begin
    if old.submitted_at is not null then
        raise exception 'attempt % is closed', old.id using errcode = '23000';
    end if;
    return new;
end $$;

create trigger attempt_is_closed before update on learning.attempt
    for each row execute function learning.attempt_is_closed();

create view learning.lesson_completion_card as
    select teacher_id, program_id, lesson_id, completed_at, verified_seconds from learning.lesson_completion;
create view learning.attempt_card as
    select teacher_id, id, program_id, lesson_id, number, submitted_at, score, pass_mark, submitted_at is not null and score >= pass_mark as passed
      from learning.attempt;
create view learning.session_card as
    select teacher_id, program_id, lesson_id, opened_at, ended_at, last_beat_at, covered from learning.session;
