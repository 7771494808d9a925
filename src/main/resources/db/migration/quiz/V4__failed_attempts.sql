-- Who has failed at which lesson, for lists over many people: read without the attempts themselves. The condition is the one of
-- "submitted and not passed" in quiz.attempt_card, letter by letter, so that the planner knows it again.
create index attempt_failed on quiz.attempt (teacher_id, program_id, lesson_id)
    where submitted_at is not null and not (submitted_at is not null and (score >= pass_mark or accepted_at is not null));
