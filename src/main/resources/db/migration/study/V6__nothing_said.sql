-- Whoever closes an event without a word of somebody has decided that he was not there, and does not decide about it once more. Before, only the name was kept.
alter table study.event add column closed_by uuid;

-- A node of the version before opens and closes without knowing of it: then nobody is known to have closed it.
create function study.closed_by_whom() returns trigger language plpgsql as $$
begin
    if new.closed_by is not distinct from old.closed_by then
        new.closed_by = null;
    end if;
    return new;
end $$;

create trigger closed_by_whom before update of closed_at on study.event
    for each row when (new.closed_at is distinct from old.closed_at) execute function study.closed_by_whom();

-- An appeal puts right an absence, or that nothing was said, and what it has put right stays, also when the event is opened again.
create or replace function study.attendance_put_right_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.how = 'APPEALED' then
        if tg_op = 'DELETE' or (new.teacher_id, new.event_id, new.state, new.how, new.at, new.by_name, new.reason)
                               is distinct from (old.teacher_id, old.event_id, old.state, old.how, old.at, old.by_name, old.reason) then
            raise exception 'what an appeal has put right stays' using errcode = '23000';
        end if;
    elsif tg_op = 'UPDATE' and new.how = 'APPEALED' then
        if old.state <> 'ABSENT' or (new.teacher_id, new.event_id) is distinct from (old.teacher_id, old.event_id) then
            raise exception 'an appeal puts right that somebody stands as absent' using errcode = '23000';
        end if;
    end if;
    return coalesce(new, old);
end $$;

-- Who was there at a closed event does not change: it is opened again first. Only an appeal puts right an absence there, or that nothing was said, in one
-- step with the hours, or with why there are none.
create or replace function study.attendance_is_closed() returns trigger language plpgsql as $$
begin
    if tg_op <> 'DELETE' and new.how = 'APPEALED' and (new.earned is not null or new.left_out is not null) then
        if tg_op = 'INSERT' or old.state = 'ABSENT' then
            return new;
        end if;
    end if;
    if exists (select from study.event e where e.id = coalesce(new.event_id, old.event_id) and e.state = 'CLOSED') then
        raise exception 'the event is closed' using errcode = '23000';
    end if;
    return coalesce(new, old);
end $$;
