-- A lesson whose hours have been reversed stays played and passed, but counts as complete only when they are put right.
alter table learning.lesson_completion add column voided_at timestamptz;

create or replace view learning.lesson_completion_card as
    select teacher_id, program_id, lesson_id, completed_at, verified_seconds from learning.lesson_completion where voided_at is null;
