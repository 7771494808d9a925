-- When it was closed first: that moment decides which years take what an appeal puts right, and no opening again moves it. Null of what was never closed, and of what was
-- closed once before this was kept: there closed_at says it. A node of the version before does not know of it, and keeps it all the same.
alter table delivery.session add column first_closed_at timestamptz;

-- What was opened again before this was kept was closed first when the first of its hours were posted.
alter table delivery.session disable trigger session_stays;
update delivery.session x
   set first_closed_at = f.at
  from (select s.id, min(e.posted_at) as at
          from delivery.session s
          join delivery.attendance a on a.session_id = s.id
          join ledger.entry_card e on e.teacher_id = a.teacher_id and e.source = 'delivery'
           and e.reference = any (array(select s.id || case n when 1 then '' else '/' || n end from generate_series(1, s.posting) n))
         where s.posting > 0 and (s.state <> 'CLOSED' or s.posting > 1)
         group by s.id) f
 where f.id = x.id;
alter table delivery.session enable trigger session_stays;

create function delivery.first_closing_stays() returns trigger language plpgsql as $$
begin
    new.first_closed_at = case when tg_op = 'INSERT' then new.closed_at else coalesce(old.first_closed_at, old.closed_at, new.closed_at) end;
    return new;
end $$;

create trigger first_closing_stays before insert or update of closed_at, first_closed_at on delivery.session
    for each row execute function delivery.first_closing_stays();

-- An appeal puts right nothing but what was said against somebody, or that he has no hours because his year was validated meanwhile, and what it has put right stays, also when the session is opened again.
create or replace function delivery.attendance_put_right_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.how = 'APPEALED' then
        if tg_op = 'DELETE' or (new.teacher_id, new.session_id, new.state, new.how, new.at, new.by_name, new.reason)
                               is distinct from (old.teacher_id, old.session_id, old.state, old.how, old.at, old.by_name, old.reason) then
            raise exception 'what an appeal has put right stays' using errcode = '23000';
        end if;
    elsif tg_op <> 'DELETE' and new.how = 'APPEALED' then
        if tg_op = 'INSERT' or old.state = 'PRESENT' and old.left_out is distinct from 'YEAR_CLOSED' or old.earned is not null or new.teacher_id <> old.teacher_id then
            raise exception 'an appeal puts right what was said against somebody' using errcode = '23000';
        end if;
    end if;
    return coalesce(new, old);
end $$;
