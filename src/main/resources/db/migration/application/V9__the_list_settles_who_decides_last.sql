-- Whoever publishes the list keeps it: a center that is closed or was moved by then does not come back when it is open again.
create function application.list_settles_who_decides_last() returns trigger language plpgsql as $$
begin
    if not exists (select from application.last_card l where l.program_id = new.program_id and l.id = new.center_id) then
        new.center_id := null;
    end if;
    return new;
end $$;

create trigger list_settles_who_decides_last before update of listed_at on application.call
    for each row when (old.listed_at is null and new.listed_at is not null and new.center_id is not null)
    execute function application.list_settles_who_decides_last();
