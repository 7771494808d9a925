-- Whose newest attempt at a lesson's quiz has failed, beside the attempts: of those who have failed once most have passed since,
-- and a list of a province would have to look through all of them.
create table quiz.failing (
    teacher_id uuid not null,
    program_id uuid not null,
    lesson_id  uuid not null,
    attempt_id uuid not null,
    primary key (teacher_id, program_id, lesson_id),
    foreign key (teacher_id, attempt_id) references quiz.attempt on delete cascade
);

create view quiz.failing_card as
    select f.teacher_id, f.program_id, f.lesson_id, a.submitted_at, a.score, a.pass_mark
      from quiz.failing f
      join quiz.attempt a on a.teacher_id = f.teacher_id and a.id = f.attempt_id;

-- Of several attempts the newest counts.
create function quiz.keep_failing() returns trigger language plpgsql as $$
begin
    if exists (select from quiz.attempt a
                where a.teacher_id = new.teacher_id and a.program_id = new.program_id and a.lesson_id = new.lesson_id
                  and a.number > new.number and a.submitted_at is not null) then
        return null;
    end if;
    if new.score >= new.pass_mark or new.accepted_at is not null then
        delete from quiz.failing f
         where f.teacher_id = new.teacher_id and f.program_id = new.program_id and f.lesson_id = new.lesson_id;
    else
        insert into quiz.failing (teacher_id, program_id, lesson_id, attempt_id)
        values (new.teacher_id, new.program_id, new.lesson_id, new.id)
            on conflict (teacher_id, program_id, lesson_id) do update set attempt_id = excluded.attempt_id;
    end if;
    return null;
end $$;

create trigger keep_failing after insert or update on quiz.attempt
    for each row when (new.submitted_at is not null) execute function quiz.keep_failing();

-- What the attempts say, for those that were there before, and to compare with.
create view quiz.failing_by_attempts as
    select newest.teacher_id, newest.program_id, newest.lesson_id, newest.id as attempt_id
      from (select distinct on (a.teacher_id, a.program_id, a.lesson_id) a.teacher_id, a.program_id, a.lesson_id, a.id, a.passed
              from quiz.attempt_card a
             where a.submitted_at is not null
             order by a.teacher_id, a.program_id, a.lesson_id, a.number desc) newest
     where not newest.passed;

insert into quiz.failing (teacher_id, program_id, lesson_id, attempt_id)
select teacher_id, program_id, lesson_id, attempt_id from quiz.failing_by_attempts;

drop index quiz.attempt_failed;
