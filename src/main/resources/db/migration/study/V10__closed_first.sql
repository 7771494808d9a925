-- When it was closed first: that moment decides which years take what an appeal puts right, and no opening again moves it. Null of what was never closed, and of what was
-- closed once before this was kept: there closed_at says it. A node of the version before does not know of it, and keeps it all the same.
alter table study.event add column first_closed_at timestamptz;

-- What was opened again before this was kept was closed first when the first of its hours were posted.
update study.event x
   set first_closed_at = f.at
  from (select s.id, min(e.posted_at) as at
          from study.event s
          join study.attendance a on a.event_id = s.id
          join ledger.entry_card e on e.teacher_id = a.teacher_id and e.source = 'study'
           and e.reference = any (array(select s.id || case n when 1 then '' else '/' || n end from generate_series(1, s.posting) n))
         where s.posting > 0 and (s.state <> 'CLOSED' or s.posting > 1)
         group by s.id) f
 where f.id = x.id;

create function study.first_closing_stays() returns trigger language plpgsql as $$
begin
    new.first_closed_at = case when tg_op = 'INSERT' then new.closed_at else coalesce(old.first_closed_at, old.closed_at, new.closed_at) end;
    return new;
end $$;

create trigger first_closing_stays before insert or update of closed_at, first_closed_at on study.event
    for each row execute function study.first_closing_stays();

-- An appeal puts right an absence, that somebody was late where the plan gives no hours for that, that nothing was said, or that somebody has no hours because his year was validated meanwhile; what it has
-- put right stays, also when the event is opened again.
create or replace function study.attendance_put_right_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.how = 'APPEALED' then
        if tg_op = 'DELETE' or (new.teacher_id, new.event_id, new.state, new.how, new.at, new.by_name, new.reason)
                               is distinct from (old.teacher_id, old.event_id, old.state, old.how, old.at, old.by_name, old.reason) then
            raise exception 'what an appeal has put right stays' using errcode = '23000';
        end if;
    elsif tg_op = 'UPDATE' and new.how = 'APPEALED' then
        if (new.teacher_id, new.event_id) is distinct from (old.teacher_id, old.event_id) or old.left_out is distinct from 'YEAR_CLOSED' and (old.state = 'PRESENT'
           or old.state = 'LATE' and exists (select from study.event e join study.plan p on p.id = e.plan_id where e.id = old.event_id and p.late_counts)) then
            raise exception 'an appeal puts right that somebody stands as absent' using errcode = '23000';
        end if;
    end if;
    return coalesce(new, old);
end $$;

-- Who was there at a closed event does not change: it is opened again first. Only an appeal puts right there what has brought no hours, in one step with the
-- hours, or with why there are none.
create or replace function study.attendance_is_closed() returns trigger language plpgsql as $$
begin
    if tg_op <> 'DELETE' and new.how = 'APPEALED' and (new.earned is not null or new.left_out is not null) then
        if tg_op = 'INSERT' or old.how <> 'APPEALED' and (old.state <> 'PRESENT' or old.left_out = 'YEAR_CLOSED') and old.earned is null then
            return new;
        end if;
    end if;
    if exists (select from study.event e where e.id = coalesce(new.event_id, old.event_id) and e.state = 'CLOSED') then
        raise exception 'the event is closed' using errcode = '23000';
    end if;
    return coalesce(new, old);
end $$;

-- What of an earlier closing somebody has put right in the ledger stays as it stands there.
alter table study.attendance drop constraint attendance_left_out_check;
alter table study.attendance add constraint attendance_left_out_check check (left_out in ('YEAR_CLOSED', 'CORRECTED')) not valid;
