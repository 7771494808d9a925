-- Who accepts an attempt waits for a newer one that is being handed in, and then sees it.
create or replace function quiz.keep_failing() returns trigger language plpgsql as $$
begin
    perform from quiz.failing f
      where f.teacher_id = new.teacher_id and f.program_id = new.program_id and f.lesson_id = new.lesson_id
        for update;
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
