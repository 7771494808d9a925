-- The theme that a review left off because the year of the claim does not ask for it: the claim counts for its category alone.
-- Every claim that is there satisfies both checks, its new column being null: they are not read through while everybody waits.
-- The approval that does so is one like any other; its facts say what it left off, so that a node that knows nothing of this shows it.
-- The theme comes back with the review that is undone, and is forgotten with a claim that is put right: here, so that such a node does it as well.
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
    -- It moves, and its theme was left off before. The steps tell what has happened: the one that returned it is still there when it is put right;
    -- where none stands any more that has left the theme off, that review was undone.
    if new.state = 'WAITING' and old.left_off is not null and new.left_off is not null then
        if old.state = 'RETURNED' and (new.theme is not null or exists (
                select from recognition.step s where s.teacher_id = new.teacher_id and s.claim_id = new.id and s.state = 'RETURNED')) then
            new.left_off := null;
        elsif not exists (
                select from recognition.step s
                  join recognition.act a on a.teacher_id = s.teacher_id and a.id = s.act_id
                 where s.teacher_id = new.teacher_id and s.claim_id = new.id and s.state = 'APPROVED' and a.facts ->> 'leftOff' is not null) then
            new.theme := new.left_off;
            new.left_off := null;
        end if;
    end if;
    return new;
end $$;

create or replace view recognition.claim_card as
    select teacher_id, id, jurisdiction, kind, kind_version, category, theme, title, number, from_on, to_on, claimed, unit_id, state, lies_id,
           due_on, recognized, filed_at, changed_at, import_id, left_off
      from recognition.claim;
