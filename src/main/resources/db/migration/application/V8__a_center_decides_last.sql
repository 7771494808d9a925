-- 市级教师发展中心审定参训名单: whoever calls may let a development center right below him decide last and keep the list, until it is published. A
-- center that is closed or was moved leaves it to the caller again.
alter table application.call add column center_id uuid references directory.organization;

create function application.center_lies_below() returns trigger language plpgsql as $$
begin
    if new.listed_at is not null then
        raise exception 'the list is published: who decides last stays' using errcode = '23000';
    end if;
    if new.center_id is not null and not exists (select from directory.organization_card z
                                                  where z.id = new.center_id and z.kind = 'DEVELOPMENT_CENTER' and z.parent_id = new.owner_id and z.closed_on is null) then
        raise exception 'who decides last is the caller, or a development center right below' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger center_lies_below before update of center_id on application.call
    for each row when (new.center_id is distinct from old.center_id) execute function application.center_lies_below();
create trigger new_center_lies_below before insert on application.call
    for each row when (new.center_id is not null) execute function application.center_lies_below();

-- Who decides last of each call.
create view application.last_card as
    select c.program_id, e.id, e.path, e.name, e.name_en
      from application.call c
      join directory.organization_card o on o.id = c.owner_id
      left join directory.organization_card z on z.id = c.center_id and z.parent_id = o.id and z.closed_on is null
     cross join lateral (select coalesce(z.id, o.id) as id, coalesce(z.path, o.path) as path, coalesce(z.name, o.name) as name,
                                case when z.id is null then o.name_en else z.name_en end as name_en) e;

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
           case l.next_level when 'COUNTY' then t.county else t.city end as next_closes_at,
           z.id as last_id, z.path as last_path, z.name as last_name, z.name_en as last_name_en
      from application.application a
      join application.call c on c.program_id = a.program_id
      join directory.organization_card o on o.id = c.owner_id
      join application.last_card z on z.program_id = c.program_id
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
                                     when a.school_id is null and s.id not in (o.id, z.id) then 'SCHOOL'
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
