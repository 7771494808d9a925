-- Whoever takes a copy of what is kept of him has all of it: which validations have come by him and why, for which unit he was confirmed, and
-- what was before the eyes of whoever confirmed.
create view validation.left_out_card as
    select l.teacher_id, l.batch_id, c.year, b.number, b.asked_at, l.why
      from validation.left_out l
      join validation.batch b on b.id = l.batch_id
      join validation.call c on c.id = b.call_id;

create or replace view validation.dossier_card as
    select teacher_id, year, state, changed_at, confirmed_at, objection, answer, unit_confirmed_at, result, version, moved_at, unit_confirmed_in
      from validation.dossier;

create or replace view validation.step_card as
    select teacher_id, id, year, act, at, said, facts from validation.step;
