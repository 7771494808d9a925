-- What an offering is called in its term, where it is not what its program is called; and why it was withdrawn. Whatever was withdrawn has
-- no places any more, so that choosing finds it full, whichever way it comes.
alter table selection.offering
    add column title text check (title <> ''),
    add column withdrawn_at timestamptz,
    add column withdrawn_reason text check (withdrawn_reason <> ''),
    add constraint offering_withdrawn_with_a_reason check ((withdrawn_at is null) = (withdrawn_reason is null)),
    add constraint offering_withdrawn_is_empty check (withdrawn_at is null or places = 0 and waiting_places = 0);

create index offering_called_otherwise on selection.offering (offering_id) where title is not null;

-- Whoever has chosen has chosen these hours, this price and these days.
create function selection.keep_what_was_chosen() returns trigger language plpgsql as $$
begin
    if old.taken + old.waiting > 0 then
        raise exception 'offering % has been chosen as it is', old.offering_id using errcode = '23000';
    end if;
    return new;
end
$$;

create trigger offering_stays_as_chosen before update of term_id, program_id, track, category, hours, price, meets on selection.offering for each row
    when ((new.term_id, new.program_id, new.track, new.category, new.hours, new.price, new.meets)
          is distinct from (old.term_id, old.program_id, old.track, old.category, old.hours, old.price, old.meets))
    execute function selection.keep_what_was_chosen();

-- A window that is taken away is a version that says so, with its reason; the earlier ones stay readable.
alter table selection.term_window
    add column removed boolean not null default false,
    add constraint term_window_removed_with_a_reason check (not removed or reason <> '');

create view selection.window_card as
    select w.term_id, w.kind, w.version, w.opens_at, w.closes_at, w.set_at
      from (select distinct on (v.term_id, v.kind) v.* from selection.term_window v order by v.term_id, v.kind, v.version desc) w
     where not w.removed;

create or replace view selection.term_card as
    select t.id, t.owner_id, t.code, t.title, t.title_en, t.notice, t.published_at,
           (select max(w.closes_at) from selection.window_card w where w.term_id = t.id and w.kind in ('SELECT', 'MAKEUP')) as chosen_until
      from selection.term t;

-- Who has a place and who waits, in their turn; and what is offered, as whoever keeps the term needs it.
create or replace view selection.place_card as select offering_id, teacher_id, state, turn from selection.place;
create or replace view selection.offering_card as
    select offering_id, term_id, program_id, track, provider_id, category, hours, price, places, taken, waiting, waiting_places, meets, title,
           withdrawn_at, withdrawn_reason
      from selection.offering;
