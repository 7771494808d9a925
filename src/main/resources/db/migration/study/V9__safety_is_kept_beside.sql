-- What whoever holds an event in person has to see to is kept as it is for every other occasion; this module says which events there are.
-- Nodes that still run answer until here and no further: locked in the order in which they write, so that neither waits for the other for good.
lock table study.event, study.risk, study.risk_item in access exclusive mode;

select safety.take_over_item(code, position, title, title_en, retired_at) from study.risk_item;

select safety.take_over(r.event_id, 'STUDY', least(now(), e.day::timestamp at time zone 'Asia/Shanghai'), r.code, r.position, r.title, r.title_en,
                        r.answer, r.note, r.by_name, r.at)
  from study.risk r
  join study.event e on e.id = r.event_id;

drop function safety.take_over_item;
drop function safety.take_over;
drop table study.risk;
drop table study.risk_item;

create view study.occasion_card as
    select e.id, p.unit_id, p.unit_id as also_id, e.leader_id, e.topic as title, e.place, e.day as first_day, e.day as last_day,
           case e.state when 'CLOSED' then 'CLOSED' when 'CANCELED' then 'CALLED_OFF' else 'OPEN' end as state
      from study.event e
      join study.plan p on p.id = e.plan_id
     where e.in_person;
