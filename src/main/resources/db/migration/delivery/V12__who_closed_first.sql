-- Who closed it first: whoever closes a session without a word of somebody has decided that he was not there, and does not decide about it once more, whoever has closed it since. Null where nobody
-- has kept it: then it is whoever closed it last.
alter table delivery.session add column first_closed_by uuid;

alter table delivery.session disable trigger session_stays;
update delivery.session set first_closed_by = closed_by where state = 'CLOSED' and posting = 1;
alter table delivery.session enable trigger session_stays;

create or replace function delivery.first_closing_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        new.first_closed_at = new.closed_at;
        new.first_closed_by = new.closed_by;
    else
        new.first_closed_by = case when coalesce(old.first_closed_at, old.closed_at) is null then new.closed_by else old.first_closed_by end;
        new.first_closed_at = coalesce(old.first_closed_at, old.closed_at, new.closed_at);
    end if;
    return new;
end $$;

drop trigger first_closing_stays on delivery.session;
create trigger first_closing_stays before insert or update of closed_at, first_closed_at, first_closed_by on delivery.session
    for each row execute function delivery.first_closing_stays();
