-- How many places of each school its caller has set holds whatever somebody below him writes: a school has more only where the caller has given it more himself. So a
-- line knows what the caller has given there. Whose the lines are that there were is not known; they are taken for his.
alter table application.quota add column granted int check (granted between 0 and 100000);

-- No law is broken by it, and none is judged: that would hold the calls of all tables, which whoever decides holds before he reads a table.
alter table application.quota disable trigger user;
update application.quota set granted = places;
alter table application.quota enable trigger user;

create or replace function application.quota_flaws(program uuid)
    returns table (kind text, organization_id uuid, subject text, school_id uuid, flaw text, excess bigint) language sql stable as $$
    with called as (
        select c.places, c.reserve_places, c.owner_id, o.path
          from application.call c
          join directory.organization_card o on o.id = c.owner_id
         where c.program_id = program),
    line as (
        select q.organization_id, q.subject, q.each_school, q.places, q.granted, o.path, o.code, o.kind
          from application.quota q
          join directory.organization_card o on o.id = q.organization_id
         where q.program_id = program),
    people as (
        select a.id, a.state, a.subject, a.unit_id, a.pooled, a.school_id, a.school_regular, a.county_id, a.county_regular
          from application.application a
         where a.program_id = program and a.state in ('SUBMITTED', 'RETURNED', 'ADMITTED', 'RESERVE')),
    held as (
        select l.organization_id, l.subject, count(*) as n
          from line l
          join people p on p.state <> 'RESERVE' and not p.pooled and (l.subject = '' or l.subject = p.subject)
               and (p.school_id = l.organization_id and p.school_regular or p.county_id = l.organization_id and p.county_regular)
         where not l.each_school
         group by l.organization_id, l.subject),
    below as (
        select l.subject, l.places, above.organization_id, above.code, coalesce(above.places, c.places) as most
          from line l
         cross join called c
          left join lateral (select u.organization_id, u.code, u.places
                               from line u
                              where not u.each_school and u.subject = l.subject and u.organization_id <> l.organization_id
                                and u.path operator(public.@>) l.path
                              order by public.nlevel(u.path) desc limit 1) above on true
         where not l.each_school)
    select 'PLACED', l.organization_id, l.subject, null::uuid, 'places for ' || l.code || ', which is not below the caller', l.places
      from line l cross join called c
     where not l.path operator(public.<@) c.path or l.organization_id = c.owner_id and l.subject = '' and not l.each_school
     union all
    select 'SUM', b.organization_id, b.subject, null, sum(b.places) || ' places below ' || coalesce(b.code, 'the call') || ', which has ' || b.most, sum(b.places) - b.most
      from below b group by b.organization_id, b.code, b.subject, b.most having sum(b.places) > b.most
     union all
    select 'SUBJECTS', s.organization_id, '', null, s.places || ' places for subjects of ' || s.code, s.places - s.most
      from (select l.organization_id, l.code, sum(l.places) as places,
                   coalesce((select o.places from line o where o.organization_id = l.organization_id and o.subject = '' and not o.each_school),
                            case when l.organization_id = c.owner_id then c.places end, -1) as most
              from line l cross join called c
             where l.subject <> ''
             group by l.organization_id, l.code, c.owner_id, c.places) s
     where s.places > s.most
     union all
    select 'HELD', h.organization_id, h.subject, null, h.n || ' people on ' || l.places || ' places of ' || l.code, h.n - l.places
      from held h join line l on l.organization_id = h.organization_id and l.subject = h.subject and not l.each_school
     where h.n > l.places
     union all
    select 'HELD', l.organization_id, l.subject, null, n.people || ' of subject ' || l.subject || ' on ' || l.places || ' places', n.people - l.places
      from called c
      join line l on l.organization_id = c.owner_id and l.subject <> ''
     cross join lateral (select count(*) as people from people p where p.state = 'ADMITTED' and p.subject = l.subject) n
     where n.people > l.places
     union all
    select 'EACH', l.organization_id, '', k.unit_id, k.n || ' people of one school on ' || l.places || ' places for each', k.n - l.places
      from line l
     cross join lateral (select p.unit_id, count(*) as n
                           from people p
                           join directory.organization_card u on u.id = p.unit_id and u.path operator(public.<@) l.path and u.path <> l.path
                          where p.state = 'ADMITTED'
                            and not exists (select from line own where own.organization_id = p.unit_id and own.subject = '' and not own.each_school
                                                 and own.granted is not null)
                          group by p.unit_id) k
     where l.each_school and k.n > l.places
     union all
    select 'CAP', l.organization_id, '', null, l.places || ' places of ' || l.code || ', where each school has ' || e.most, l.places - greatest(e.most, coalesce(l.granted, 0))
      from line l
     cross join lateral (select min(u.places) as most from line u where u.each_school and u.path operator(public.@>) l.path and u.path <> l.path
                          having count(*) > 0) e
     where not l.each_school and l.subject = '' and l.kind not in ('NATION', 'PROVINCE', 'CITY', 'COUNTY') and l.places > greatest(e.most, coalesce(l.granted, 0))
     union all
    select 'ADMITTED', null, '', null, count(*) || ' admitted to ' || c.places || ' places', count(*) - c.places
      from people p cross join called c where p.state = 'ADMITTED' group by c.places having count(*) > c.places
     union all
    select 'RESERVE', null, '', null, count(*) || ' in reserve for ' || c.reserve_places, count(*) - c.reserve_places
      from people p cross join called c where p.state = 'RESERVE' group by c.reserve_places having count(*) > c.reserve_places
$$;
