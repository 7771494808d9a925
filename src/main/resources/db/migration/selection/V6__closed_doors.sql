-- Until when nodes may say from memory that an offering is full: a node has looked and says so, for a tenth of a second each time. Whoever
-- makes room, in whatever way, lets that time pass; he has locked the row by then, so that nobody prolongs it.
alter table selection.offering add column closed_until timestamptz;

create function selection.let_doors_open() returns trigger language plpgsql as $$
begin
    if new.closed_until > clock_timestamp() then
        perform pg_sleep(extract(epoch from new.closed_until - clock_timestamp()));
    end if;
    return new;
end
$$;

create trigger offering_opens_after_refusals before update of places, waiting_places, taken, waiting on selection.offering for each row
    when (new.places + new.waiting_places - new.taken - new.waiting > old.places + old.waiting_places - old.taken - old.waiting)
    execute function selection.let_doors_open();
