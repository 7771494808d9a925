-- A unit that moves takes its subtree along, in one statement: whether every node lies under its parent is seen when it has run.
-- A unit whose kind changes must go on fitting over its children as well.
drop trigger organization_fits on directory.organization;

-- Each node is found by its key, also in the transaction that has just loaded twenty thousand of which no statistics tell yet.
create or replace function directory.organization_fits() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    here record;
    up record;
begin
    select o.path, o.kind, o.parent_id into here from directory.organization o where o.id = new.id;
    if here.parent_id is not null then
        select o.path, o.kind into up from directory.organization o where o.id = here.parent_id;
        if public.subpath(here.path, 0, public.nlevel(here.path) - 1) <> up.path then
            raise exception 'organization % does not lie under its parent', new.code using errcode = '23514';
        end if;
        if not exists (select from directory.organization_kind k where k.code = here.kind and up.kind = any (k.parents)) then
            raise exception 'a % cannot lie under a %', here.kind, up.kind using errcode = '23514';
        end if;
    end if;
    if tg_op = 'UPDATE' and exists (select from directory.organization c
                                      join directory.organization_kind k on k.code = c.kind
                                     where c.parent_id = new.id and not here.kind = any (k.parents)) then
        raise exception 'what lies under % does not fit under a %', new.code, here.kind using errcode = '23514';
    end if;
    return null;
end $$;

create constraint trigger organization_fits after insert or update of parent_id, path, kind on directory.organization
    deferrable initially immediate for each row execute function directory.organization_fits();
