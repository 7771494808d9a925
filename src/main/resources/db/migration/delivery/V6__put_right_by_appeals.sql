-- Who stood as absent, as having left early or as late was there in full, as an appeal has found.
alter table delivery.attendance drop constraint attendance_how_check;
alter table delivery.attendance add constraint attendance_how_check check (how in ('TICKED', 'CHECKED_IN', 'CORRECTED', 'LEAVE', 'CLOSING', 'APPEALED')) not valid;
alter table delivery.attendance add constraint attendance_appealed_with_reason check (how <> 'APPEALED' or state = 'PRESENT' and reason <> '') not valid;

-- An appeal puts right nothing but what was said against somebody, and what it has put right stays, also when the session is opened again.
create function delivery.attendance_put_right_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.how = 'APPEALED' then
        if tg_op = 'DELETE' or (new.teacher_id, new.session_id, new.state, new.how, new.at, new.by_name, new.reason)
                               is distinct from (old.teacher_id, old.session_id, old.state, old.how, old.at, old.by_name, old.reason) then
            raise exception 'what an appeal has put right stays' using errcode = '23000';
        end if;
    elsif tg_op <> 'DELETE' and new.how = 'APPEALED' then
        if tg_op = 'INSERT' or old.state not in ('ABSENT', 'LEFT_EARLY', 'LATE', 'EXCUSED') or old.earned is not null or new.teacher_id <> old.teacher_id then
            raise exception 'an appeal puts right what was said against somebody' using errcode = '23000';
        end if;
    end if;
    return coalesce(new, old);
end $$;

create trigger attendance_put_right_stays before insert or update or delete on delivery.attendance
    for each row execute function delivery.attendance_put_right_stays();

-- Who was there at a closed session does not change, and neither does at which it was. Whoever closes it is waited for. Only an appeal puts right there what has brought no hours, in one
-- step with the hours, or with why there are none.
create or replace function delivery.attendance_is_closed() returns trigger language plpgsql as $$
declare
    at text;
    brings numeric;
begin
    if tg_op = 'UPDATE' and new.session_id <> old.session_id then
        raise exception 'attendance stays with its session' using errcode = '23000';
    end if;
    select s.state, s.hours into at, brings from delivery.session s where s.id = coalesce(new.session_id, old.session_id) for share;
    if at = 'CLOSED' and tg_op = 'UPDATE' and new.how = 'APPEALED' and old.how <> 'APPEALED' and old.earned is null
       and (new.earned is not null or new.left_out is not null or brings = 0) then
        return new;
    end if;
    if at <> 'PLANNED' then
        raise exception 'the session is closed' using errcode = '23000';
    end if;
    return coalesce(new, old);
end $$;

-- What is closed stays as it is until it is opened again, but for how many were there, of how many, which an appeal may put right; what was called off stays so, and nothing is lost. Who was somewhere was
-- there then: as soon as anything but leave is said of somebody, day and time stay. What was closed once is put right, and not called off.
create or replace function delivery.session_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.state = 'CLOSED' and new.state = 'CLOSED' and to_jsonb(new) - 'attended' - 'expected' = to_jsonb(old) - 'attended' - 'expected' then
        return new;
    end if;
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
