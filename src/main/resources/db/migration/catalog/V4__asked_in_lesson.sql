-- A question of the bank may be asked inside its lesson, at a second; it is not drawn by the quiz then.
alter table catalog.question add column asked_at int check (asked_at > 0);

create unique index question_asked_once on catalog.question (lesson_id, asked_at) where asked_at is not null and retired_at is null;

create view catalog.lesson_question_card as
    select lesson_id, asked_at as second, id as question_id
      from catalog.question
     where asked_at is not null and retired_at is null;
