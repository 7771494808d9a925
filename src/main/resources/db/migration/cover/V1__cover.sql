create schema if not exists cover;

-- 教学任务安排: what happens to the lessons of somebody on a day on which he is away, for one thing that takes him away.
create table cover.arrangement (
    teacher_id  uuid        not null,                                             -- who is away
    day         date        not null,
    cause       text        not null check (cause ~ '^[a-z]+:.'),                 -- as whoever takes him away names it
    unit_id     uuid        not null references directory.organization,           -- whose lessons they are
    title       text        not null check (title <> ''),                         -- of the cause, when it was arranged
    kind        text        not null check (kind in ('COVERED', 'MOVED', 'NONE')),
    covered_by  uuid        check (covered_by <> teacher_id),
    note        text        not null default '' check (length(note) <= 300),
    state       text        not null check (state in ('ARRANGED', 'WITHDRAWN')),
    version     int         not null check (version > 0),
    set_by      uuid,                                                             -- null where its cause was gone
    set_by_name text        not null default '',
    set_at      timestamptz not null,
    primary key (teacher_id, day, cause),
    check ((kind = 'COVERED') = (covered_by is not null)),
    check (kind <> 'MOVED' or note <> ''),
    check (state = 'WITHDRAWN' or set_by is not null)
);

create index arrangement_of_unit on cover.arrangement (unit_id, day);
create index arrangement_by_cover on cover.arrangement (covered_by, day) where state = 'ARRANGED';
create index arrangement_ahead on cover.arrangement (day) where state = 'ARRANGED';

-- Its history: each version of it, by whom and why.
create table cover.act (
    teacher_id uuid        not null,
    day        date        not null,
    cause      text        not null,
    version    int         not null check (version > 0),
    act        text        not null check (act in ('ARRANGED', 'CHANGED', 'WITHDRAWN', 'GONE')),
    kind       text        not null,
    covered_by uuid,
    note       text        not null,
    reason     text        not null default '',
    at         timestamptz not null,
    by         uuid,
    by_name    text        not null default '',
    primary key (teacher_id, day, cause, version),
    foreign key (teacher_id, day, cause) references cover.arrangement,
    check ((act = 'GONE') = (by is null))
);

create trigger act_is_append_only before update or delete on cover.act
    for each row execute function public.refuse_change();
create trigger act_is_never_emptied before truncate on cover.act
    for each statement execute function public.refuse_change();

create view cover.arrangement_card as
    select teacher_id, day, cause, unit_id, title, kind, covered_by, note, state, set_at from cover.arrangement;
