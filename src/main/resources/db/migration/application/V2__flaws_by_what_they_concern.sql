-- A unit that is moved below another parent can take a quota table out of balance without anybody having edited it. So a table is not all
-- right or all wrong: each flaw says what it is about, a decision answers for what its own application uses, an edit for the lines it changes.
create function application.quota_flaws(program uuid)
    returns table (kind text, organization_id uuid, subject text, school_id uuid, flaw text) language sql stable as $$
    with called as (
        select c.places, c.reserve_places, c.owner_id, o.path
          from application.call c
          join directory.organization_card o on o.id = c.owner_id
         where c.program_id = program),
    line as (
        select q.organization_id, q.subject, q.each_school, q.places, o.path, o.code
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
    select 'PLACED', l.organization_id, l.subject, null::uuid, 'places for ' || l.code || ', which is not below the caller'
      from line l cross join called c
     where not l.path operator(public.<@) c.path or l.organization_id = c.owner_id and l.subject = '' and not l.each_school
     union all
    select 'SUM', b.organization_id, b.subject, null, sum(b.places) || ' places below ' || coalesce(b.code, 'the call') || ', which has ' || b.most
      from below b group by b.organization_id, b.code, b.subject, b.most having sum(b.places) > b.most
     union all
    select 'SUBJECTS', l.organization_id, '', null, sum(l.places) || ' places for subjects of ' || l.code
      from line l cross join called c
     where l.subject <> ''
     group by l.organization_id, l.code, c.owner_id, c.places
    having sum(l.places) > coalesce((select o.places from line o where o.organization_id = l.organization_id and o.subject = '' and not o.each_school),
                                    case when l.organization_id = c.owner_id then c.places end, -1)
     union all
    select 'HELD', h.organization_id, h.subject, null, h.n || ' people on ' || l.places || ' places of ' || l.code
      from held h join line l on l.organization_id = h.organization_id and l.subject = h.subject and not l.each_school
     where h.n > l.places
     union all
    select 'HELD', l.organization_id, l.subject, null, n.people || ' of subject ' || l.subject || ' on ' || l.places || ' places'
      from called c
      join line l on l.organization_id = c.owner_id and l.subject <> ''
     cross join lateral (select count(*) as people from people p where p.state = 'ADMITTED' and p.subject = l.subject) n
     where n.people > l.places
     union all
    select 'EACH', l.organization_id, '', k.unit_id, k.n || ' people of one school on ' || l.places || ' places for each'
      from line l
     cross join lateral (select p.unit_id, count(*) as n
                           from people p
                           join directory.organization_card u on u.id = p.unit_id and u.path operator(public.<@) l.path and u.path <> l.path
                          where p.state = 'ADMITTED'
                            and not exists (select from line own where own.organization_id = p.unit_id and own.subject = '' and not own.each_school)
                          group by p.unit_id) k
     where l.each_school and k.n > l.places
     union all
    select 'ADMITTED', null, '', null, count(*) || ' admitted to ' || c.places || ' places'
      from people p cross join called c where p.state = 'ADMITTED' group by c.places having count(*) > c.places
     union all
    select 'RESERVE', null, '', null, count(*) || ' in reserve for ' || c.reserve_places
      from people p cross join called c where p.state = 'RESERVE' group by c.reserve_places having count(*) > c.reserve_places
$$;

create or replace function application.quota_flaw(program uuid) returns text language sql stable as $$
    select min(flaw) from application.quota_flaws(program)
$$;

create function application.refuse_flaw(flaw text) returns void language plpgsql as $$
begin
    if flaw is not null then
        raise exception '%', flaw using errcode = '23514', constraint = 'application_within_places';
    end if;
end $$;

-- What one decision can break: the places that this application uses.
create or replace function application.keep_within_places() returns trigger language plpgsql as $$
begin
    perform 1 from application.call where program_id = new.program_id for update;
    perform application.refuse_flaw((
        select min(f.flaw)
          from application.quota_flaws(new.program_id) f
          join application.call c on c.program_id = new.program_id
         where f.kind = 'HELD' and f.subject in ('', new.subject)
               and (f.organization_id = new.school_id and new.school_regular or f.organization_id = new.county_id and new.county_regular
                    or f.organization_id = c.owner_id and new.state = 'ADMITTED')
            or f.kind = 'EACH' and f.school_id = new.unit_id and new.state = 'ADMITTED'
            or f.kind = new.state));
    return null;
end $$;

-- What a line can break that is new or has more places: where it lies, and the sum in which it is counted. What one can break that has fewer,
-- or is gone: the sums below it, and whoever is on its places.
create function application.keep_lines_sound() returns trigger language plpgsql as $$
declare
    line   application.quota := case when tg_op = 'DELETE' then old else new end;
    before int := case when tg_op = 'INSERT' then null else old.places end;
    after  int := case when tg_op = 'DELETE' then null else new.places end;
    more   boolean := before is null or after > before;
    fewer  boolean := before is null or after is null or after < before;
    above  uuid;
    heirs  boolean;
begin
    perform 1 from application.call where program_id = line.program_id for update;
    select q.organization_id into above
      from application.quota q
      join directory.organization_card o on o.id = q.organization_id
      join directory.organization_card mine on mine.id = line.organization_id
     where q.program_id = line.program_id and not q.each_school and q.subject = line.subject and q.organization_id <> line.organization_id
       and o.path operator(public.@>) mine.path
     order by public.nlevel(o.path) desc limit 1;
    -- What lay below a line that is gone is counted above it now.
    heirs := after is null and exists (
        select from application.quota q
          join directory.organization_card o on o.id = q.organization_id
          join directory.organization_card mine on mine.id = line.organization_id
         where q.program_id = line.program_id and not q.each_school and q.subject = line.subject and o.path operator(public.<@) mine.path);
    perform application.refuse_flaw((
        select min(f.flaw)
          from application.quota_flaws(line.program_id) f
         where f.kind = 'PLACED' and more and f.organization_id = line.organization_id and f.subject = line.subject
            or f.kind = 'SUM' and not line.each_school and f.subject = line.subject
               and (fewer and f.organization_id = line.organization_id or (more or heirs) and f.organization_id is not distinct from above)
            or f.kind = 'SUBJECTS' and f.organization_id = line.organization_id and (line.subject <> '' and more or line.subject = '' and fewer)
            or f.kind = 'HELD' and fewer and f.organization_id = line.organization_id and f.subject = line.subject
            or f.kind = 'EACH' and fewer and (line.each_school and f.organization_id = line.organization_id
                                              or after is null and f.school_id = line.organization_id)));
    return null;
end $$;

-- What fewer places for all can break.
create function application.keep_call_sound() returns trigger language plpgsql as $$
begin
    perform application.refuse_flaw((
        select min(f.flaw)
          from application.quota_flaws(new.program_id) f
         where f.kind in ('ADMITTED', 'RESERVE')
            or new.places < old.places and (f.kind = 'SUM' and f.organization_id is null or f.kind = 'SUBJECTS' and f.organization_id = new.owner_id)));
    return null;
end $$;

drop trigger quota_adds_up on application.quota;
drop trigger quota_adds_up_without on application.quota;
drop trigger call_keeps_its_places on application.call;
drop function application.keep_within_places_without();

create constraint trigger quota_adds_up after insert or update or delete on application.quota
    deferrable initially deferred for each row execute function application.keep_lines_sound();
create constraint trigger call_keeps_its_places after update of places, reserve_places on application.call
    deferrable initially deferred for each row execute function application.keep_call_sound();

-- A line is what it is; only its places change.
create trigger quota_line_stays before update of program_id, organization_id, subject, each_school on application.quota
    for each row execute function public.refuse_change();
