-- The theme that a review left off because the year of the claim does not ask for it: the claim counts for its category alone.
-- Every claim that is there satisfies both checks, its new column being null: they are not read through while everybody waits.
-- The approval that does so is one like any other; its facts say what it left off, so that a node that knows nothing of this shows it.
alter table recognition.claim add column left_off text;
alter table recognition.claim add constraint claim_left_off_is_said check (left_off <> '') not valid;
alter table recognition.claim add constraint claim_has_one_theme check (theme is null or left_off is null) not valid;

create or replace function recognition.claim_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a claim stays' using errcode = '23000';
    end if;
    if old.state = 'WITHDRAWN' or old.state in ('APPROVED', 'REJECTED') and new.state <> 'WAITING'
       or old.state = 'RETURNED' and new.state not in ('WAITING', 'WITHDRAWN', 'RETURNED') or new.posting < old.posting then
        raise exception 'a claim does not go from % to %', old.state, new.state using errcode = '23000';
    end if;
    -- What it says changes only when it comes back after a return. A theme that is left off is still the one that was claimed.
    if old.state <> 'RETURNED'
       and (to_jsonb(new) - '{state,lies_id,due_on,recognized,posting,changed_at,unit_id,theme,left_off}'::text[]
            <> to_jsonb(old) - '{state,lies_id,due_on,recognized,posting,changed_at,unit_id,theme,left_off}'::text[]
            or coalesce(new.theme, new.left_off) is distinct from coalesce(old.theme, old.left_off)) then
        raise exception 'what a claim says does not change while it is reviewed' using errcode = '23000';
    end if;
    -- Put right with a theme, nothing is left off any more, also by a node that does not know the column.
    if old.state = 'RETURNED' and new.theme is not null then
        new.left_off := null;
    end if;
    return new;
end $$;

create or replace view recognition.claim_card as
    select teacher_id, id, jurisdiction, kind, kind_version, category, theme, title, number, from_on, to_on, claimed, unit_id, state, lies_id,
           due_on, recognized, filed_at, changed_at, import_id, left_off
      from recognition.claim;
