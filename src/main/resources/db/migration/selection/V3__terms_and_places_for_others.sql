-- What those need who reckon with what is chosen: until when choices may change, and who has a place, from the side of the offering.
create view selection.term_card as
    select t.id, t.owner_id, t.code, t.title, t.title_en, t.notice, t.published_at,
           (select max(w.closes_at)
              from (select distinct on (v.kind) v.closes_at from selection.term_window v
                     where v.term_id = t.id and v.kind in ('SELECT', 'MAKEUP') order by v.kind, v.version desc) w) as chosen_until
      from selection.term t;

create view selection.place_card as select offering_id, teacher_id, state from selection.place;

create or replace view selection.selection_card as
    select teacher_id, id, offering_id, term_id, state, chosen_at, dropped_at, promoted_at from selection.selection;
