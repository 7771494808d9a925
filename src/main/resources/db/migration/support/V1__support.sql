create schema if not exists support;

-- 学段: whom a desk serves. A unit's segment follows from the stages it teaches; a unit that teaches none, e.g. an authority,
-- is served by all.
create table support.segment (
    code     text   primary key,
    position int    not null unique,
    title    text   not null,
    title_en text   not null,
    stages   text[] not null check (cardinality(stages) > 0)
);

insert into support.segment values
    ('BASIC', 1, '基础教育', 'Basic education', '{PRESCHOOL,PRIMARY,JUNIOR,SENIOR,SPECIAL}'),
    ('VOCATIONAL', 2, '职业教育', 'Vocational education', '{VOCATIONAL,HIGHER_VOCATIONAL}'),
    ('HIGHER', 3, '高等教育', 'Higher education', '{UNDERGRADUATE}');

-- Where a question of each kind goes: to the nearest unit of this kind at or above the asker's; where there is none, to his
-- own unit or to the highest. How many working days an answer may take.
create table support.route (
    kind      text primary key check (kind in ('POLICY', 'BUSINESS', 'TECHNICAL')),
    position  int  not null unique,
    unit_kind text not null references directory.organization_kind,
    otherwise text not null check (otherwise in ('OWN', 'HIGHEST')),
    days      int  not null check (days between 1 and 60)
);

insert into support.route values
    ('POLICY', 1, 'COUNTY', 'OWN', 3),
    ('BUSINESS', 2, 'CITY', 'HIGHEST', 3),
    ('TECHNICAL', 3, 'NATION', 'HIGHEST', 2);

-- A desk people can call, write to or join, for the units below its own.
create table support.desk (
    id              uuid        primary key,
    organization_id uuid        not null references directory.organization,
    segments        text[]      not null default '{}',    -- none: every segment
    kinds           text[]      not null check (cardinality(kinds) > 0 and kinds <@ '{POLICY,BUSINESS,TECHNICAL}'),
    name            text        not null check (length(name) between 2 and 60),
    channel         text        not null check (channel in ('PHONE', 'GROUP', 'MAIL', 'ONLINE')),
    address         text        not null check (length(address) between 2 and 120),
    hours           text        not null default '' check (length(hours) <= 60),
    kept_at         timestamptz not null,
    kept_by         uuid        not null,
    ended_at        timestamptz
);

create index desk_of_unit on support.desk (organization_id) where ended_at is null;

-- A question and where it lies now.
create table support.question (
    teacher_id      uuid        not null,
    id              uuid        not null,
    kind            text        not null references support.route,
    title           text        not null check (length(title) between 4 and 80),
    unit_id         uuid        not null references directory.organization,
    organization_id uuid        not null references directory.organization,
    state           text        not null default 'OPEN' check (state in ('OPEN', 'ANSWERED', 'CLOSED')),
    asked_at        timestamptz not null,
    moved_at        timestamptz not null,
    due_on          date        not null,
    primary key (teacher_id, id)
);

create index question_open on support.question (organization_id, due_on, id) where state = 'OPEN';
create index question_newest on support.question (organization_id, moved_at desc, id desc);

-- What was said about it, in order; nothing is rewritten.
create table support.message (
    teacher_id  uuid        not null,
    question_id uuid        not null,
    n           int         not null check (n > 0),
    act         text        not null check (act in ('ASKED', 'ANSWERED', 'PASSED_ON', 'CLOSED')),
    at          timestamptz not null,
    by          uuid        not null,
    by_name     text        not null,
    unit_id     uuid        not null references directory.organization,
    text        text        not null check (length(text) <= 2000),
    primary key (teacher_id, question_id, n),
    foreign key (teacher_id, question_id) references support.question (teacher_id, id),
    check (act = 'CLOSED' or text <> ''),
    check (act not in ('ANSWERED', 'PASSED_ON') or by <> teacher_id)
);

create trigger message_is_append_only before update or delete on support.message
    for each row execute function public.refuse_change();
create trigger message_is_never_emptied before truncate on support.message
    for each statement execute function public.refuse_change();

-- 工作联系人: which fields a notice asks for, one version after another, and until when changes are to be reported.
create table support.contact_form (
    notice_id    uuid        not null references notice.notice,
    version      int         not null check (version > 0),
    owner_id     uuid        not null references directory.organization,   -- the units right below it report
    fields       text[]      not null check (cardinality(fields) > 0
                             and fields <@ '{NAME,WORKPLACE,DEPARTMENT,POSITION,LANDLINE,MOBILE,WECHAT}'),
    due_on       date        not null,
    published_at timestamptz not null,
    published_by uuid        not null,
    primary key (notice_id, version)
);

create trigger contact_form_is_append_only before update or delete on support.contact_form
    for each row execute function public.refuse_change();

-- What a unit reported, under the form of that moment. The last one is its contact, also under the next notice: only changes
-- are reported.
create table support.contact (
    organization_id uuid        not null references directory.organization,
    number          int         not null check (number > 0),
    notice_id       uuid        not null,
    version         int         not null,
    facts           jsonb       not null check (jsonb_typeof(facts) = 'object'),
    reported_at     timestamptz not null,
    reported_by     uuid        not null,
    primary key (organization_id, number),
    foreign key (notice_id, version) references support.contact_form
);

create trigger contact_is_append_only before update or delete on support.contact
    for each row execute function public.refuse_change();
