-- Who answers for a unit: itself, or the one it went up in, and where that one went up in another one since.
create function fee.keeper(unit uuid) returns uuid language sql stable as $$
    with recursive line as (
        select o.id, o.merged_into from directory.organization_card o where o.id = unit
         union
        select o.id, o.merged_into from line l join directory.organization_card o on o.id = l.merged_into)
    select id from line where merged_into is null
$$;

-- Whoever was billed has perhaps gone up in another unit before there was an account: his people count there where they took part.
create or replace function fee.begin_account() returns trigger language plpgsql as $$
begin
    if new.billed <> 0 or new.paid <> 0 or new.refunded <> 0 then
        raise exception 'an account begins with nothing' using errcode = 'restrict_violation';
    end if;
    new.keeper_id := fee.keeper(new.keeper_id);
    return new;
end
$$;

update fee.account a
   set keeper_id = fee.keeper(a.keeper_id)
  from directory.organization_card o
 where o.id = a.keeper_id and o.merged_into is not null;
