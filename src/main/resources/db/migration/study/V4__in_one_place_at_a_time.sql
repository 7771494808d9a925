-- Nobody attends two events at once. What was said before stays, the audit names it; one that ends when the other begins is no overlap.

-- Until the transaction ends nobody else says anything of where this person was.
create function study.is_elsewhere(person uuid, here study.event) returns boolean language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('attendance of ' || person, 0));
    return exists (select from study.attendance a
                     join study.event o on o.id = a.event_id
                    where a.teacher_id = person and a.state <> 'ABSENT' and o.id <> here.id and o.state <> 'CANCELED'
                      and o.day = here.day and o.starts < here.ends and o.ends > here.starts);
end $$;

-- The event's hours stand still for as long as somebody is added to it.
create function study.attendance_is_in_one_place() returns trigger language plpgsql as $$
declare
    held study.event;
begin
    select * into held from study.event e where e.id = new.event_id for share;
    if held.state <> 'CANCELED' and study.is_elsewhere(new.teacher_id, held) then
        raise exception 'somebody is at another event at that time' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger attendance_is_in_one_place before insert or update of teacher_id, event_id, state on study.attendance
    for each row when (new.state <> 'ABSENT') execute function study.attendance_is_in_one_place();

create function study.event_leaves_people_in_one_place() returns trigger language plpgsql as $$
declare
    person uuid;
begin
    for person in select a.teacher_id from study.attendance a where a.event_id = new.id and a.state <> 'ABSENT' order by a.teacher_id loop
        if study.is_elsewhere(person, new) then
            raise exception 'somebody is at another event at that time' using errcode = '23000';
        end if;
    end loop;
    return new;
end $$;

create trigger event_leaves_people_in_one_place before update of day, starts, ends, state on study.event
    for each row when (new.state <> 'CANCELED' and (old.state = 'CANCELED' or (new.day, new.starts, new.ends) is distinct from (old.day, old.starts, old.ends)))
    execute function study.event_leaves_people_in_one_place();
