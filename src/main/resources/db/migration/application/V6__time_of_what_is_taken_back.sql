-- A decision is taken back until the next level has acted, whether or not the day of its own level is over. So that the person does not wait for
-- nobody then, the level that has taken one back has the time of the next one; the last level has until the list (null). Where a school must not
-- block, its silence passes on at its own deadline as ever.
create or replace view application.standing as
    select a.teacher_id, a.id, a.program_id, a.statement, a.state, a.unit_id, a.subject, a.school_id, a.school_regular, a.county_id, a.county_regular,
           a.pooled, a.turn, a.submitted_at, a.settled_at, w.served,
           o.id as owner_id, o.path as owner_path, o.name as owner_name, o.name_en as owner_name_en,
           s.id as step_school_id, s.path as step_school_path, s.name as step_school_name, s.name_en as step_school_name_en,
           k.id as step_county_id, k.path as step_county_path, k.name as step_county_name, k.name_en as step_county_name_en,
           s.rural_since is not null as rural, s.ownership, l.level, l.next_level,
           case when not c.school_blocks then d.school + interval '1 second' end as silent_from,
           u.undone,
           case l.level when 'SCHOOL' then t.school when 'COUNTY' then t.county else t.city end as closes_at,
           case l.next_level when 'COUNTY' then t.county else t.city end as next_closes_at
      from application.application a
      join application.call c on c.program_id = a.program_id
      join directory.organization_card o on o.id = c.owner_id
      left join directory.person_card p on p.teacher_id = a.teacher_id
     cross join lateral (select p.organization_path is not null and p.organization_path operator(public.<@) o.path as served) w
      join directory.organization_card n on n.id = case when w.served then p.organization_id else a.unit_id end
      join directory.organization_card s on s.id = case when n.kind = 'TEACHING_POINT' then n.parent_id else n.id end
      left join directory.organization_card k on k.path operator(public.=) case
               when w.served and s.subordination <> 'DIRECT' and public.nlevel(s.path) > public.nlevel(o.path) + 1
               then public.subpath(s.path, 0, public.nlevel(o.path) + 1) end
     cross join lateral (select max(y.closes_at) filter (where y.kind = 'SCHOOL') as school, max(y.closes_at) filter (where y.kind = 'COUNTY') as county,
                                max(y.closes_at) filter (where y.kind = 'CITY') as city
                           from application.clock_card y where y.program_id = c.program_id) d
     cross join lateral (select case when not w.served then 'CITY'
                                     when a.school_id is null and s.id <> o.id then 'SCHOOL'
                                     when a.county_id is null and k.id is not null then 'COUNTY'
                                     else 'CITY' end as level,
                                case when a.county_id is null and k.id is not null then 'COUNTY' else 'CITY' end as next_level) l
     cross join lateral (select case when a.state in ('SUBMITTED', 'RETURNED')
                                     then array(select distinct x.level from application.step x
                                                 where x.teacher_id = a.teacher_id and x.application_id = a.id and x.undoes is not null)
                                     else '{}' end as undone) u
     cross join lateral (select case when 'SCHOOL' = any (u.undone) and c.school_blocks
                                     then greatest(d.school, case when k.id is null then d.city else d.county end) else d.school end as school,
                                case when 'COUNTY' = any (u.undone) then greatest(d.county, d.city) else d.county end as county,
                                case when 'CITY' = any (u.undone) then null else d.city end as city) t;
