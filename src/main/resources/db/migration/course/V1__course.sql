create schema if not exists course;

-- A course in the making. What is published is another thing: a course of the catalog, which never changes.
create table course.draft (
    id          uuid primary key,
    code        text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9-]{1,39}$'),
    version     int  not null default 1 check (version > 0),
    owner_id    uuid not null references directory.organization,
    title       text not null check (title <> ''),
    summary     text not null default '',
    stages      text[] not null default '{}',             -- empty: for every stage
    state       text not null default 'DRAFT' check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'PUBLISHED', 'WITHDRAWN')),
    revision    int  not null default 1,
    authors     uuid[] not null check (cardinality(authors) > 0),
    reviewed_by uuid,
    course_id   uuid unique,                              -- of the catalog
    changed_at  timestamptz not null,
    unique (code, version),
    -- Nobody reviews what he has worked on, and nothing is published that nobody has reviewed.
    constraint course_reviewed_by_another check (reviewed_by is null or reviewed_by <> all (authors)),
    constraint course_reviewed check (state in ('DRAFT', 'SUBMITTED', 'RETURNED') or reviewed_by is not null),
    check ((state in ('PUBLISHED', 'WITHDRAWN')) = (course_id is not null))
);

create index draft_changed on course.draft (changed_at desc, id desc);

create table course.lesson (
    id           uuid primary key,
    draft_id     uuid not null references course.draft,
    position     int  not null check (position > 0),
    title        text not null check (title <> ''),
    summary      text not null default '',
    kind         text not null check (kind in ('VIDEO', 'TEXT', 'DOCUMENT')),
    seconds      int  check (seconds between 1 and 86400), -- null: not known yet
    required     int  not null check (required between 50 and 100),
    body         text not null default '',
    draw         int  check (draw > 0),                   -- null: the whole bank
    pass_mark    int  not null default 60 check (pass_mark between 1 and 100),
    time_limit   int  check (time_limit between 1 and 1440), -- minutes; null: none
    max_attempts int  check (max_attempts between 1 and 100),
    revision     int  not null default 1,
    constraint lesson_in_order unique (draft_id, position) deferrable initially deferred
);

-- What was uploaded for a lesson: its film or document, and what goes with a film.
create table course.file (
    lesson_id   uuid not null references course.lesson on delete cascade,
    slot        text not null check (slot in ('FILM', 'DOCUMENT', 'CAPTIONS_ZH', 'CAPTIONS_EN', 'POSTER', 'PLAYLIST')),
    document_id uuid not null references document.document,
    primary key (lesson_id, slot)
);

create table course.question (
    id          uuid primary key,
    lesson_id   uuid  not null references course.lesson on delete cascade,
    position    int   not null check (position > 0),
    kind        text  not null check (kind in ('SINGLE', 'MULTIPLE', 'TRUE_FALSE', 'FILL', 'MATCHING')),
    text        text  not null check (text <> ''),
    options     jsonb not null default '[]',
    targets     jsonb not null default '[]',
    key         jsonb not null,
    explanation text  not null default '',
    asked_at    int   check (asked_at between 1 and 86400), -- a second of the lesson; null: drawn by the quiz
    unique (lesson_id, position),
    unique (lesson_id, asked_at)
);

-- A workbook imported twice brings every question once.
create unique index question_once on course.question (lesson_id, kind, md5(text));

-- What happened to a draft, for those who work on it.
create table course.step (
    id       uuid primary key,
    draft_id uuid not null references course.draft,
    act      text not null check (act in ('CREATE', 'SUBMIT', 'RECALL', 'APPROVE', 'RETURN', 'REOPEN', 'PUBLISH', 'WITHDRAW', 'RESTORE')),
    note     text not null default '',
    by_id    uuid not null,
    by_name  text not null,
    at       timestamptz not null,
    check (act not in ('RETURN', 'WITHDRAW', 'RESTORE') or note <> '')
);

create index step_of_draft on course.step (draft_id, id);

create function course.step_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'course.step is append-only' using errcode = '23000';
end $$;

create trigger step_is_final before update or delete on course.step
    for each row execute function course.step_is_final();

create function course.draft_moves_by_the_rules() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state || ' ' || new.state) not in
       ('DRAFT SUBMITTED', 'RETURNED SUBMITTED', 'SUBMITTED DRAFT', 'SUBMITTED APPROVED', 'SUBMITTED RETURNED', 'APPROVED DRAFT',
        'APPROVED PUBLISHED', 'PUBLISHED WITHDRAWN', 'WITHDRAWN PUBLISHED') then
        raise exception 'a course does not go from % to %', old.state, new.state using errcode = '23000';
    end if;
    if old.state not in ('DRAFT', 'RETURNED')
       and (old.code, old.version, old.owner_id, old.title, old.summary, old.stages) is distinct from (new.code, new.version, new.owner_id, new.title, new.summary, new.stages) then
        raise exception 'a course with the reviewers or beyond does not change' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger draft_moves_by_the_rules before update on course.draft
    for each row execute function course.draft_moves_by_the_rules();

-- What lies with the reviewers, was approved or is published does not change.
create function course.content_is_open() returns trigger language plpgsql as $$
declare
    draft uuid;
begin
    if tg_table_name = 'lesson' then
        draft := case when tg_op = 'DELETE' then old.draft_id else new.draft_id end;
    else
        select l.draft_id into draft from course.lesson l where l.id = case when tg_op = 'DELETE' then old.lesson_id else new.lesson_id end;
    end if;
    if exists (select from course.draft d where d.id = draft and d.state not in ('DRAFT', 'RETURNED')) then
        raise exception 'a course with the reviewers or beyond does not change' using errcode = '23000';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger lesson_is_open before insert or update or delete on course.lesson
    for each row execute function course.content_is_open();

create trigger question_is_open before insert or update or delete on course.question
    for each row execute function course.content_is_open();

create trigger file_is_open before insert or update or delete on course.file
    for each row execute function course.content_is_open();
