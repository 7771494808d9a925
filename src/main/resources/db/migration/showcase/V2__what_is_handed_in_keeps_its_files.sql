-- What is handed in keeps its files too: whoever adds or removes one waits for whoever hands the case in, and the other way round.
create function showcase.attach_while_open() returns trigger language plpgsql as $$
begin
    perform from showcase.typical_case c where c.id = coalesce(new.case_id, old.case_id) and c.state in ('DRAFT', 'RETURNED') for no key update;
    if not found then
        raise exception 'what is handed in keeps its files' using errcode = '23000';
    end if;
    return coalesce(new, old);
end $$;

create trigger attachment_while_open before insert or delete on showcase.attachment
    for each row execute function showcase.attach_while_open();
create trigger attachment_is_never_changed before update on showcase.attachment
    for each row execute function public.refuse_change();

-- As before; only the unit may become the one that a unit has gone up in, for as long as the case is not decided on for good.
create or replace function showcase.go_its_way() returns trigger language plpgsql as $$
declare
    moving text[] := case when old.state = 'WAITING' then '{state,lies_id,published_at,version,organization_id}' else '{state,lies_id,published_at,version}' end;
begin
    if tg_op = 'DELETE' or (old.state, new.state) not in (('DRAFT', 'DRAFT'), ('DRAFT', 'WAITING'), ('RETURNED', 'RETURNED'), ('RETURNED', 'WAITING'),
            ('WAITING', 'WAITING'), ('WAITING', 'RETURNED'), ('WAITING', 'PUBLISHED'), ('PUBLISHED', 'WITHDRAWN')) then
        raise exception 'a case does not go from % to %', old.state, new.state using errcode = '23000';
    end if;
    if new.version <> old.version + 1
       or old.state not in ('DRAFT', 'RETURNED') and to_jsonb(new) - moving <> to_jsonb(old) - moving then
        raise exception 'what is handed in says what it said' using errcode = '23000';
    end if;
    if new.state = 'PUBLISHED'
       and old.lies_id is distinct from (select p.owner_id from program.program_card p where p.id = new.program_id) then
        raise exception 'a case is published by whoever publishes its program' using errcode = '23000';
    end if;
    return new;
end $$;
