-- Who pays and where people are, as it was called in English when the statement was issued; null where it had no such name, or was written before.
alter table fee.statement add column debtor_en text;
alter table fee.line add column unit_en text;

create or replace function fee.freeze_statement() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.number is not null
       or (new.id, new.account_id, new.issue_id, new.debtor, new.debtor_en) is distinct from (old.id, old.account_id, old.issue_id, old.debtor, old.debtor_en)
       or (new.total, new.lines) is distinct from (old.total, old.lines) and pg_trigger_depth() < 2 then
        raise exception 'a statement is what its lines say, and never changes once it is issued' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
