-- 管理员任命 ends with the service it was given in: offices, present and planned, of people who have left everybody's full-time
-- service since they were appointed; and of those who have moved to another unit, the offices over the unit they left and below it.
create view directory.left_office_card as
    select a.teacher_id, a.id, a.role, a.capacity, lower(a.during) as since, o.path, o.name, given.on_day as given_on, gone.on_day as left_on
      from directory.appointment a
      join directory.organization o on o.id = a.organization_id
     cross join lateral (select least(lower(a.during), (a.appointed_at at time zone 'Asia/Shanghai')::date) as on_day) given
     cross join lateral (
           select max(upper(e.during)) as on_day
             from directory.employment e
             join directory.organization was on was.id = e.organization_id
             left join directory.employment at_work on at_work.teacher_id = e.teacher_id and at_work.engagement = 'FULL_TIME'
                   and at_work.during @> (now() at time zone 'Asia/Shanghai')::date and at_work.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
            where e.teacher_id = a.teacher_id
              and e.engagement = 'FULL_TIME' and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
              and upper(e.during) <= (now() at time zone 'Asia/Shanghai')::date
              and (at_work.id is null or at_work.organization_id <> e.organization_id and o.path <@ was.path)) gone
     where a.ended_at is null
       and (upper_inf(a.during) or upper(a.during) > (now() at time zone 'Asia/Shanghai')::date)
       and gone.on_day >= given.on_day;
