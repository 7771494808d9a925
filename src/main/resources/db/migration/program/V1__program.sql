create schema if not exists program;

create table program.notice (
    id          uuid primary key,
    number      text not null unique,
    issuer      text not null,
    title       text not null,
    issued_on   date not null,
    printed_on  date,
    disclosure  text not null check (disclosure in ('PUBLIC', 'ON_REQUEST')),
    addressees  text not null,
    summary     text not null default '',
    forwards_id uuid references program.notice
);

create table program.program (
    id         uuid primary key,
    code       text not null unique,
    title      text not null,
    summary    text not null default '',
    level      text not null check (level in ('NATION', 'PROVINCE', 'CITY', 'COUNTY', 'SCHOOL')),
    term       text,                                    -- label of the period: 2201期
    owner_id   uuid not null,
    notice_id  uuid references program.notice,
    parent_id  uuid references program.program,
    -- Whether hours of this program also count inside the parent's cap: the notices leave it open, so it is a switch.
    parent_cap text not null default 'OUTSIDE' check (parent_cap in ('INSIDE', 'OUTSIDE')),
    max_rate   numeric(3, 1) not null default 2.0 check (max_rate >= 1),
    published_at timestamptz,
    revision   bigint not null default 1
);

-- Both ends are inclusive; an extension is a new version with its reason.
create table program.window (
    id         uuid primary key,
    program_id uuid not null references program.program,
    phase_id   uuid,
    course_id  uuid,
    kind       text not null check (kind in ('ANNOUNCE', 'APPLY', 'SELECT', 'MAKEUP', 'LEARN', 'APPEAL')),
    opens_at   timestamptz not null,
    closes_at  timestamptz not null check (closes_at >= opens_at),
    version    int  not null,
    reason     text not null default '',
    set_at     timestamptz not null,
    set_by     uuid,
    unique nulls not distinct (program_id, phase_id, course_id, kind, version)
);

create table program.phase (
    id         uuid primary key,
    program_id uuid not null references program.program,
    position   int  not null,
    title      text not null,
    unique (program_id, position)
);

create table program.section (
    id       uuid primary key,
    phase_id uuid not null references program.phase,
    position int  not null,
    title    text not null,
    unique (phase_id, position)
);

create table program.section_course (
    section_id uuid not null references program.section,
    position   int  not null,
    course_id  uuid not null references catalog.course,
    primary key (section_id, position)
);

create table program.track (
    program_id uuid  not null references program.program,
    code       text  not null,
    position   int   not null,
    title      text  not null,
    title_en   text  not null,
    audience   jsonb not null,
    primary key (program_id, code)
);

-- Versioned rules: completion per track, credit, certificate. A new version never rewrites the past.
create table program.rules (
    program_id   uuid  not null references program.program,
    version      int   not null check (version > 0),
    rules        jsonb not null,
    published_at timestamptz not null,
    published_by uuid,
    primary key (program_id, version)
);

create trigger rules_are_append_only before update or delete on program.rules
    for each row execute function public.refuse_change();

-- The fact that a participant has met the completion rule of his track, written by whoever judged it.
create table program.completion (
    teacher_id   uuid        not null,
    program_id   uuid        not null references program.program,
    track        text        not null,
    completed_at timestamptz not null,
    rule_version int         not null,
    primary key (teacher_id, program_id)
);

create view program.program_card as
    select id, code, title, level, owner_id, parent_id, published_at from program.program;
create view program.completion_card as
    select teacher_id, program_id, track, completed_at, rule_version from program.completion;
create view program.lesson_card as
    select ph.program_id, ph.id as phase_id, ph.position as phase_position, s.id as section_id, s.position as section_position,
           sc.course_id, sc.position as course_position, l.id as lesson_id, l.position as lesson_position, l.title
      from program.phase ph
      join program.section s on s.phase_id = ph.id
      join program.section_course sc on sc.section_id = s.id
      join catalog.lesson_card l on l.course_id = sc.course_id;
