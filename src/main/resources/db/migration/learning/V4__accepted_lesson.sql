-- A lesson that counts as learned by the decision of somebody who had to decide about it: evidence beside what the server has measured,
-- and never mixed with it.
create table learning.accepted_lesson (
    teacher_id  uuid        not null,
    program_id  uuid        not null,
    lesson_id   uuid        not null,
    accepted_at timestamptz not null,
    accepted_by uuid        not null,
    reason      text        not null check (reason <> ''),
    primary key (teacher_id, program_id, lesson_id),
    check (accepted_by <> teacher_id)
);

create trigger accepted_lesson_is_append_only before update or delete on learning.accepted_lesson
    for each row execute function public.refuse_change();

create view learning.accepted_lesson_card as
    select teacher_id, program_id, lesson_id, accepted_at, accepted_by, reason from learning.accepted_lesson;

create or replace view learning.session_card as
    select teacher_id, program_id, lesson_id, opened_at, ended_at, last_beat_at, covered, id from learning.session;
