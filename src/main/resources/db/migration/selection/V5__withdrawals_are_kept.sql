-- When an offering was withdrawn, and why: that stays so when it is offered anew, for whoever has to say why a place has gone. A place that
-- went by it was dropped at that very moment.
create table selection.withdrawal (
    offering_id  uuid        not null,
    withdrawn_at timestamptz not null,
    reason       text        not null check (reason <> ''),
    primary key (offering_id, withdrawn_at)
);

insert into selection.withdrawal (offering_id, withdrawn_at, reason)
select offering_id, withdrawn_at, withdrawn_reason from selection.offering where withdrawn_at is not null;

create trigger withdrawal_is_append_only before update or delete on selection.withdrawal
    for each row execute function public.refuse_change();
create trigger withdrawal_is_never_emptied before truncate on selection.withdrawal
    for each statement execute function public.refuse_change();

create function selection.keep_withdrawal() returns trigger language plpgsql as $$
begin
    insert into selection.withdrawal (offering_id, withdrawn_at, reason) values (new.offering_id, new.withdrawn_at, new.withdrawn_reason);
    return null;
end
$$;

create trigger offering_withdrawn_is_kept after update of withdrawn_at on selection.offering for each row
    when (new.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at)
    execute function selection.keep_withdrawal();

create view selection.withdrawal_card as select offering_id, withdrawn_at, reason from selection.withdrawal;
