-- That somebody was named is known on, and since when nobody has his name any more.
create or replace view safety.responsible_now as
    select distinct on (occasion_id) occasion_id, n, name, phone, cast(forgotten_at at time zone 'Asia/Shanghai' as date) as forgotten_on
      from safety.responsible order by occasion_id, n desc;
