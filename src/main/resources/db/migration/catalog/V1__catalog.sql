create schema if not exists catalog;

create table catalog.course (
    id       uuid primary key,
    code     text not null unique,
    title    text not null,
    summary  text not null default '',
    owner_id uuid not null,
    stages   text[] not null default '{}'      -- empty: for every stage
);

create table catalog.lesson (
    id             uuid primary key,
    course_id      uuid not null references catalog.course,
    position       int  not null,
    title          text not null,
    summary        text not null default '',
    kind           text not null check (kind in ('VIDEO', 'TEXT', 'DOCUMENT')),
    duration       int  not null check (duration between 1 and 86400),   -- seconds; the minimum time of texts and documents
    required       numeric(4, 3) not null default 0.95 check (required > 0 and required <= 1),
    media_id       uuid,
    poster_id      uuid,
    captions       jsonb not null default '{}',                          -- language -> document
    body           text,
    unique (course_id, position),
    check ((kind = 'TEXT') = (body is not null)),
    check (kind = 'TEXT' or media_id is not null)
);

-- A lesson's quiz draws from the lesson's bank.
create table catalog.quiz (
    lesson_id    uuid primary key references catalog.lesson,
    draw         int  not null check (draw > 0),
    pass_mark    int  not null check (pass_mark between 0 and 100),
    time_limit   int  check (time_limit > 0),          -- seconds; null: no limit but the session's day
    max_attempts int  check (max_attempts > 0)         -- null: unlimited
);

create table catalog.question (
    id          uuid primary key,
    lesson_id   uuid  not null references catalog.lesson,
    position    int   not null,
    kind        text  not null check (kind in ('SINGLE', 'MULTIPLE', 'TRUE_FALSE', 'FILL', 'MATCHING')),
    text        text  not null,
    options     jsonb not null default '[]',           -- [{id, text}]
    targets     jsonb not null default '[]',           -- [{id, text}], for MATCHING
    key         jsonb not null,                        -- "a" | ["a","c"] | ["word", …] | {"a": "x"}
    explanation text  not null default '',
    unique (lesson_id, position)
);

create view catalog.course_card as select id, code, title, summary, stages from catalog.course;

create view catalog.lesson_card as
    select l.id, l.course_id, l.position, l.title, l.kind, l.duration, l.required,
           q.draw as quiz_questions, q.pass_mark as quiz_pass_mark, q.max_attempts as quiz_max_attempts
      from catalog.lesson l
      left join catalog.quiz q on q.lesson_id = l.id;
