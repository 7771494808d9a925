-- An arrangement is said anew, and never written over: each change is the next version, which its history has as well.
create function cover.versions_grow() returns trigger language plpgsql as $$
begin
    if (new.teacher_id, new.day, new.cause) is distinct from (old.teacher_id, old.day, old.cause) or new.version <> old.version + 1 then
        raise exception 'an arrangement is said anew as its next version' using errcode = '23514';
    end if;
    return new;
end $$;

create trigger arrangement_versions_grow before update on cover.arrangement
    for each row execute function cover.versions_grow();

-- Nobody takes his own lessons, in the history either.
alter table cover.act add constraint act_by_another check (covered_by <> teacher_id) not valid;
