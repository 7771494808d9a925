-- A unit that goes up in another one decides no longer: what waits there waits for that one. What an appeal says stays.
create or replace function appeal.only_the_state_moves() returns trigger language plpgsql as $$
declare
    moving constant text[] := '{level,state,due_on,decided_at,decided_by,first_id,second_id}';
    deciding constant text[] := '{first_id,second_id}';
begin
    if tg_op = 'DELETE' or to_jsonb(new) - moving <> to_jsonb(old) - moving then
        raise exception 'what an appeal says does not change' using errcode = '23000';
    end if;
    if to_jsonb(new) - deciding = to_jsonb(old) - deciding
       and (new.first_id = old.first_id or old.state = 'WAITING' and old.level = 1)
       and (new.second_id is null) = (old.second_id is null)
       and (new.second_id is not distinct from old.second_id or old.state in ('WAITING', 'REJECTED')) then
        return new;
    end if;
    if (new.first_id, new.second_id) is distinct from (old.first_id, old.second_id) then
        raise exception 'who decides an appeal changes with the units alone' using errcode = '23000';
    end if;
    if not (old.state = 'WAITING' and new.level = old.level and new.state <> 'WAITING'
            or old.state in ('WAITING', 'REJECTED') and old.level = 1 and new.level = 2 and new.state = 'WAITING') then
        raise exception 'an appeal does not go from % (level %) to % (level %)', old.state, old.level, new.state, new.level using errcode = '23000';
    end if;
    return new;
end $$;
