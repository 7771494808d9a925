create schema if not exists quiz;

-- An attempt names the questions it drew; a question never changes (catalog: a new wording is a new question), so that they
-- are the key it is marked by. Answers and results stand in the order of the questions. The order of a question's options
-- follows from the attempt's id.
create table quiz.attempt (
    teacher_id   uuid        not null,
    id           uuid        not null,
    program_id   uuid        not null,
    lesson_id    uuid        not null,
    opened_at    timestamptz not null,
    closes_at    timestamptz not null,
    submitted_at timestamptz,
    number       int         not null check (number > 0),
    pass_mark    smallint    not null,
    score        smallint    check (score between 0 and 100),
    questions    uuid[]      not null check (cardinality(questions) > 0),
    answers      jsonb       not null check (jsonb_typeof(answers) = 'array' and jsonb_array_length(answers) = cardinality(questions)),
    results      boolean[]   check (cardinality(results) = cardinality(questions)),
    primary key (teacher_id, id),
    unique (teacher_id, program_id, lesson_id, number),
    check ((submitted_at is null) = (score is null) and (submitted_at is null) = (results is null))
) with (fillfactor = 90);

create unique index attempt_open_once on quiz.attempt (teacher_id, program_id, lesson_id) where submitted_at is null;

-- A submitted attempt and its answers do not change any more.
create function quiz.attempt_is_closed() returns trigger language plpgsql as $$
begin
    if old.submitted_at is not null then
        raise exception 'attempt % is closed', old.id using errcode = '23000';
    end if;
    return new;
end $$;

create trigger attempt_is_closed before update on quiz.attempt
    for each row execute function quiz.attempt_is_closed();

create view quiz.attempt_card as
    select teacher_id, id, program_id, lesson_id, number, submitted_at, score, pass_mark, submitted_at is not null and score >= pass_mark as passed
      from quiz.attempt;

-- Takes over attempts that were kept with the texts of their questions, and their answers that were rows. Whoever kept them
-- calls it once, in the transaction in which he gives them up.
create function quiz.take_over(attempts regclass, answers regclass) returns bigint language plpgsql as $$
declare
    taken bigint;
begin
    execute format($sql$
        insert into quiz.attempt (teacher_id, id, program_id, lesson_id, opened_at, closes_at, submitted_at, number, pass_mark, score,
                                  questions, answers, results)
        select a.teacher_id, a.id, a.program_id, a.lesson_id, a.opened_at, a.closes_at, a.submitted_at, a.number, a.pass_mark, a.score,
               d.questions, d.answers, case when a.results is not null then d.results end
          from %1$s a
         cross join lateral (
               select array_agg((q.question ->> 'id')::uuid order by q.n) as questions,
                      jsonb_agg(w.answer order by q.n) as answers,
                      array_agg(coalesce((a.results ->> (q.question ->> 'id'))::boolean, false) order by q.n) as results
                 from jsonb_array_elements(a.questions) with ordinality q (question, n)
                 left join %2$s w on w.teacher_id = a.teacher_id and w.attempt_id = a.id and w.question_id = (q.question ->> 'id')::uuid) d
        $sql$, attempts, answers);
    get diagnostics taken = row_count;
    return taken;
end $$;
