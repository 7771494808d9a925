-- A failed attempt may count as passed by a decision, e.g. because a question was faulty. Its score stays what its answers make.
alter table quiz.attempt
    add column accepted_at timestamptz,
    add column accepted_by uuid,
    add column accepted_reason text,
    add check ((accepted_at is null) = (accepted_by is null) and (accepted_at is null) = (accepted_reason is null)),
    add check (accepted_at is null or submitted_at is not null and accepted_by <> teacher_id and accepted_reason <> '');

-- Of a closed attempt nothing changes but that it is accepted, once.
create or replace function quiz.attempt_is_closed() returns trigger language plpgsql as $$
begin
    if old.submitted_at is not null and (old.accepted_at is not null or new.accepted_at is null
       or to_jsonb(new) - '{accepted_at,accepted_by,accepted_reason}'::text[] <> to_jsonb(old) - '{accepted_at,accepted_by,accepted_reason}'::text[]) then
        raise exception 'attempt % is closed', old.id using errcode = '23000';
    end if;
    return new;
end $$;

create or replace view quiz.attempt_card as
    select teacher_id, id, program_id, lesson_id, number, submitted_at, score, pass_mark,
           submitted_at is not null and (score >= pass_mark or accepted_at is not null) as passed
      from quiz.attempt;
