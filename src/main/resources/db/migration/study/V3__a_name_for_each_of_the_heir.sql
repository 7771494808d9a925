-- A plan that goes over to another unit may be called otherwise there: that one may have a plan of the same name in the same year.
create or replace function study.plan_stays() returns trigger language plpgsql as $$
declare
    moves text[] := '{state,due_on,decided_by,decided_at,unit_id,authority_id}';
begin
    if old.unit_id <> new.unit_id then
        moves := moves || 'title'::text;
    end if;
    if tg_op = 'DELETE' or old.state in ('SUBMITTED', 'CONFIRMED') and to_jsonb(new) - moves <> to_jsonb(old) - moves then
        raise exception 'a plan that is handed in stays as it is' using errcode = '23000';
    end if;
    return new;
end $$;
