-- The theme that a review left off because the year of the claim does not ask for it: the claim counts for its category alone.
alter table recognition.claim add column left_off text check (left_off <> '');
alter table recognition.claim add constraint claim_has_one_theme check (theme is null or left_off is null);

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
    return new;
end $$;

alter table recognition.act drop constraint act_act_check;
alter table recognition.act add constraint act_act_check
    check (act in ('FILED', 'CORRECTED', 'WITHDRAWN', 'APPROVE', 'APPROVE_FOR_CATEGORY', 'RETURN', 'REJECT', 'UNDONE'));
alter table recognition.act add constraint act_for_category_is_not_own check (act <> 'APPROVE_FOR_CATEGORY' or by <> teacher_id);

create or replace view recognition.claim_card as
    select teacher_id, id, jurisdiction, kind, kind_version, category, theme, title, number, from_on, to_on, claimed, unit_id, state, lies_id,
           due_on, recognized, filed_at, changed_at, import_id, left_off
      from recognition.claim;
