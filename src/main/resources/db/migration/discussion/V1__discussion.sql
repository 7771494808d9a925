create schema if not exists discussion;

-- 讨论话题: what those people of a unit who take part in a program talk about while it is open.
create table discussion.topic (
    id              uuid        primary key,
    program_id      uuid        not null references program.program,
    phase_id        uuid        references program.phase,
    organization_id uuid        not null references directory.organization,
    title           text        not null check (length(title) between 4 and 120),
    text            text        not null check (length(text) <= 4000),
    opens_at        timestamptz not null,
    closes_at       timestamptz not null check (closes_at >= opens_at),
    opened_by       uuid        not null,
    opened_by_name  text        not null,
    opened_at       timestamptz not null,
    closed_at       timestamptz,                     -- by hand, before its window ends
    closed_by       uuid,
    check ((closed_at is null) = (closed_by is null))
);

create index topic_of_program on discussion.topic (program_id, id desc);

-- What somebody has said. One that answers another stands in its thread; there is no third level.
create table discussion.post (
    teacher_id        uuid        not null,
    id                uuid        not null,
    topic_id          uuid        not null references discussion.topic,
    organization_id   uuid        not null references directory.organization,   -- the unit of whoever wrote it, when he did
    thread_teacher_id uuid        not null,          -- what it answers; itself where it answers nothing
    thread_id         uuid        not null,
    text              text        not null check (length(text) <= 2000),
    posted_at         timestamptz not null,
    edited_at         timestamptz check (edited_at between posted_at and posted_at + interval '15 minutes'),
    withdrawn_at      timestamptz,
    hidden_at         timestamptz,
    hidden_by         uuid        check (hidden_by <> teacher_id),
    hidden_by_name    text,
    hidden_reason     text        check (length(hidden_reason) between 4 and 500),
    primary key (teacher_id, id),
    check ((withdrawn_at is null) = (text <> '')),
    check (num_nonnulls(hidden_at, hidden_by, hidden_by_name, hidden_reason) in (0, 4))
);

create index post_begins on discussion.post (topic_id, posted_at desc, id desc) where thread_id = id and thread_teacher_id = teacher_id;
create index post_answers on discussion.post (thread_teacher_id, thread_id, posted_at desc, id desc);
create index post_of_unit on discussion.post (topic_id, organization_id);

create function discussion.keep_to_the_topic() returns trigger language plpgsql as $$
begin
    if not exists (select from discussion.topic t
                    where t.id = new.topic_id and new.posted_at >= t.opens_at and new.posted_at < t.closes_at + interval '1 second'
                      and (t.closed_at is null or new.posted_at <= t.closed_at)) then
        raise exception 'the topic % is not open', new.topic_id using errcode = '23000';
    end if;
    if (new.thread_teacher_id, new.thread_id) <> (new.teacher_id, new.id)
       and not exists (select from discussion.post first
                        where first.teacher_id = new.thread_teacher_id and first.id = new.thread_id and first.topic_id = new.topic_id
                          and first.thread_teacher_id = first.teacher_id and first.thread_id = first.id) then
        raise exception 'only what begins a thread of the topic is answered' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger post_keeps_to_the_topic before insert on discussion.post
    for each row execute function discussion.keep_to_the_topic();
create trigger post_stays_where_it_is before update on discussion.post
    for each row when (row(new.topic_id, new.organization_id, new.thread_teacher_id, new.thread_id, new.posted_at)
                       is distinct from row(old.topic_id, old.organization_id, old.thread_teacher_id, old.thread_id, old.posted_at)
                       or old.withdrawn_at is not null
                       or new.text <> old.text and new.withdrawn_at is null and new.edited_at is not distinct from old.edited_at)
    execute function public.refuse_change();
create trigger post_is_never_removed before delete on discussion.post
    for each row execute function public.refuse_change();

-- A reader tells the administrators of a post that should not stand there.
create table discussion.report (
    teacher_id      uuid        not null,            -- who tells
    post_teacher_id uuid        not null,
    post_id         uuid        not null,
    topic_id        uuid        not null references discussion.topic,
    organization_id uuid        not null references directory.organization,   -- the unit of the post
    reason          text        not null check (length(reason) between 4 and 500),
    reported_at     timestamptz not null,
    settled_at      timestamptz,
    settled_by      uuid        check (settled_by <> post_teacher_id),
    primary key (teacher_id, post_teacher_id, post_id),
    check (teacher_id <> post_teacher_id),
    check ((settled_at is null) = (settled_by is null))
);

create index report_waiting on discussion.report (organization_id, post_teacher_id, post_id) where settled_at is null;

-- 线下研讨: what a unit does for a program on a day, at a place.
create table discussion.activity (
    id              uuid        primary key,
    program_id      uuid        not null references program.program,
    organization_id uuid        not null references directory.organization,
    title           text        not null check (length(title) between 4 and 120),
    about           text        not null check (length(about) between 4 and 4000),
    place           text        not null check (length(place) between 2 and 120),
    leader          text        not null check (length(leader) between 2 and 60),
    held_on         date        not null,
    record          text        not null default '' check (length(record) <= 8000),
    opened_by       uuid        not null,
    opened_by_name  text        not null,
    opened_at       timestamptz not null,
    version         int         not null default 1
);

create index activity_of_program on discussion.activity (program_id, held_on desc, id desc);

create table discussion.activity_file (
    activity_id uuid not null references discussion.activity,
    document_id uuid not null references document.document,
    primary key (activity_id, document_id)
);

-- Who was there, as the unit says.
create table discussion.attendance (
    teacher_id      uuid        not null,
    activity_id     uuid        not null references discussion.activity,
    organization_id uuid        not null references directory.organization,   -- the unit of whoever was there, when it was entered
    entered_by      uuid        not null,
    entered_at      timestamptz not null,
    primary key (teacher_id, activity_id)
);

create index attendance_of_activity on discussion.attendance (activity_id, organization_id);

create function discussion.attend_no_earlier() returns trigger language plpgsql as $$
begin
    if exists (select from discussion.activity a
                where a.id = new.activity_id and a.held_on > (new.entered_at at time zone 'Asia/Shanghai')::date) then
        raise exception 'nobody has been at what is still to come' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger attendance_is_no_earlier before insert on discussion.attendance
    for each row execute function discussion.attend_no_earlier();

create view discussion.post_card as
    select p.teacher_id, p.id, p.topic_id, t.title as topic, p.text, p.posted_at, p.edited_at, p.withdrawn_at, p.hidden_at, p.hidden_reason
      from discussion.post p
      join discussion.topic t on t.id = p.topic_id;

create view discussion.report_card as
    select teacher_id, topic_id, reason, reported_at, settled_at from discussion.report;

create view discussion.attendance_card as
    select w.teacher_id, w.activity_id, a.title as activity, a.held_on, a.place, w.entered_at
      from discussion.attendance w
      join discussion.activity a on a.id = w.activity_id;
