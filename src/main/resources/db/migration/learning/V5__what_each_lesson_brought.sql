-- The instant at which the hours of a completed lesson were posted, by the rules of that instant and by its own seconds alone. Null for lessons
-- that were completed before it was kept: by minutes those brought the hours of all seconds of the program less everything earned before them.
alter table learning.lesson_completion add column counted_at timestamptz;

-- More of a lesson played after it had been complete: by verified minutes it brings hours again, by the rules of that instant.
create table learning.lesson_growth (
    teacher_id   uuid        not null,
    program_id   uuid        not null,
    lesson_id    uuid        not null,
    from_seconds int         not null check (from_seconds >= 0),
    to_seconds   int         not null,
    grown_at     timestamptz not null,                   -- when it was learned
    counted_at   timestamptz not null,                   -- when its hours were posted
    primary key (teacher_id, program_id, lesson_id, to_seconds),
    unique (teacher_id, program_id, lesson_id, from_seconds),
    foreign key (teacher_id, program_id, lesson_id) references learning.lesson_completion,
    check (to_seconds > from_seconds)
);

create trigger lesson_growth_is_append_only before update or delete on learning.lesson_growth
    for each row execute function public.refuse_change();
