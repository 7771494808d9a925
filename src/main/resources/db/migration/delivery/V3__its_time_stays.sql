-- What is closed stays as it is until it is opened again, what was called off stays so, and nothing is lost. Who was somewhere was there then: as soon as anything but leave is said
-- of somebody, day and time stay. What was closed once is put right, and not called off.
create or replace function delivery.session_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'CANCELED'
       or old.state = 'CLOSED' and (new.state <> 'PLANNED'
          or (new.training_id, new.day, new.starts, new.ends, new.place, new.topic, new.hours) is distinct from (old.training_id, old.day, old.starts, old.ends, old.place, old.topic, old.hours)) then
        raise exception 'a session that is closed or called off stays as it is' using errcode = '23000';
    end if;
    if new.posting < old.posting or new.posting > 0 and new.state = 'CANCELED' then
        raise exception 'what was posted of a session is not forgotten' using errcode = '23000';
    end if;
    if (new.day, new.starts, new.ends) is distinct from (old.day, old.starts, old.ends)
       and exists (select from delivery.attendance a where a.session_id = old.id and a.state <> 'EXCUSED') then
        raise exception 'somebody was at the session then: its day and time stay' using errcode = '23000';
    end if;
    return new;
end $$;

-- Who was there at a closed session does not change, and neither does at which it was. Whoever closes it is waited for.
create or replace function delivery.attendance_is_closed() returns trigger language plpgsql as $$
declare
    at text;
begin
    if tg_op = 'UPDATE' and new.session_id <> old.session_id then
        raise exception 'attendance stays with its session' using errcode = '23000';
    end if;
    select s.state into at from delivery.session s where s.id = coalesce(new.session_id, old.session_id) for share;
    if at <> 'PLANNED' then
        raise exception 'the session is closed' using errcode = '23000';
    end if;
    return coalesce(new, old);
end $$;

-- What was answered stays, as long as the session is when it was: moved, it is asked for anew.
create or replace function delivery.leave_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in ('GRANTED', 'REFUSED') and new.begins is not distinct from old.begins then
        raise exception 'what was answered stays' using errcode = '23000';
    end if;
    return new;
end $$;

alter table delivery.leave add column begins timestamp; -- the session's beginning when it was asked for
update delivery.leave l set begins = s.day + s.starts from delivery.session s where s.id = l.session_id;
alter table delivery.leave alter column begins set not null;
