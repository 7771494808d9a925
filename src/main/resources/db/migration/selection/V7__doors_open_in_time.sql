-- However the clock of the database was set meanwhile: nobody waits longer at a door than it was closed for.
create or replace function selection.let_doors_open() returns trigger language plpgsql as $$
begin
    if new.closed_until > clock_timestamp() then
        perform pg_sleep(least(extract(epoch from new.closed_until - clock_timestamp()), 0.1));
    end if;
    return new;
end
$$;

-- What was withdrawn while withdrawals began to be kept.
insert into selection.withdrawal (offering_id, withdrawn_at, reason)
select offering_id, withdrawn_at, withdrawn_reason from selection.offering where withdrawn_at is not null
on conflict do nothing;
