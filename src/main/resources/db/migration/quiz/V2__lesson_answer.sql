-- A question that was asked inside a lesson, answered: what was played beyond its second counts from now on, whether the
-- answer is right or wrong. A right answer stays.
create table quiz.lesson_answer (
    teacher_id  uuid        not null,
    program_id  uuid        not null,
    lesson_id   uuid        not null,
    second      int         not null,
    question_id uuid        not null,
    answer      jsonb       not null,
    correct     boolean     not null,
    answered_at timestamptz not null,
    primary key (teacher_id, program_id, lesson_id, second)
);

create view quiz.lesson_answer_card as
    select teacher_id, program_id, lesson_id, second, question_id, correct, answered_at from quiz.lesson_answer;
