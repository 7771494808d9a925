create schema if not exists application;

-- 专项培训报名: a program into which people come by an application that is decided. The program's owner decides last.
create table application.call (
    program_id     uuid           primary key references program.program,
    owner_id       uuid           not null references directory.organization,
    track          text           not null,
    series         text           not null check (series <> ''),     -- by what "the same training" is known again, year after year
    notice         text,                                             -- number of the notice it comes from
    places         int            not null check (places between 1 and 100000),
    reserve_places int            not null default 0 check (reserve_places between 0 and 100000),
    training       datemultirange not null default '{}',             -- the days on which one has to be there, as soon as they are set
    apart_years    int            not null default 0 check (apart_years between 0 and 20),   -- not again within so many years
    school_blocks  boolean        not null default true,             -- whether a school may reject; else its silence passes people on
    published_at   timestamptz,
    listed_at      timestamptz,                                      -- when the list of those admitted was published
    foreign key (program_id, track) references program.track (program_id, code),
    check (listed_at is null or published_at is not null)
);

-- The window of applying and the last moment of each level, both inclusive; an extension is a new version with its reason.
create table application.clock (
    program_id uuid        not null references application.call,
    kind       text        not null check (kind in ('APPLY', 'SCHOOL', 'COUNTY', 'CITY')),
    version    int         not null check (version > 0),
    opens_at   timestamptz,
    closes_at  timestamptz not null,
    reason     text        not null default '',
    set_at     timestamptz not null,
    primary key (program_id, kind, version),
    check ((kind = 'APPLY') = (opens_at is not null) and (opens_at is null or opens_at <= closes_at)),
    check (version = 1 or reason <> '')
);

create trigger clock_is_append_only before update or delete on application.clock
    for each row execute function public.refuse_change();
create trigger clock_is_never_emptied before truncate on application.clock
    for each statement execute function public.refuse_change();

create view application.clock_card as
    select distinct on (program_id, kind) program_id, kind, version, opens_at, closes_at
      from application.clock order by program_id, kind, version desc;

-- 名额分配表: places for the people of an organization, of one subject of it, or for each school below it.
create table application.quota (
    program_id      uuid    not null references application.call,
    organization_id uuid    not null references directory.organization,
    subject         text    not null default '',
    each_school     boolean not null default false,
    places          int     not null check (places between 0 and 100000),
    primary key (program_id, organization_id, subject, each_school),
    check (subject = '' or not each_school)
);

-- 报名后无故不参训: for how long somebody who did not come may not apply, as the authority of a jurisdiction has set it. 0 for no such rule.
create table application.absence_rule (
    jurisdiction_id uuid        not null references directory.organization,
    version         int         not null check (version > 0),
    months          int         not null check (months between 0 and 120),
    basis           text        not null check (basis <> ''),
    set_at          timestamptz not null,
    primary key (jurisdiction_id, version)
);

create trigger absence_rule_is_append_only before update or delete on application.absence_rule
    for each row execute function public.refuse_change();

-- One application. Who has passed it on stands in it, and whether within his places (regular) or as a reserve.
create table application.application (
    teacher_id     uuid           not null,
    id             uuid           not null,
    program_id     uuid           not null references application.call,
    statement      text           not null check (length(statement) between 10 and 2000),
    state          text           not null default 'SUBMITTED'
                                  check (state in ('SUBMITTED', 'RETURNED', 'REJECTED', 'WITHDRAWN', 'ADMITTED', 'RESERVE', 'RESIGNED', 'ABSENT')),
    unit_id        uuid           not null references directory.organization,   -- where the person is while it is open, and was when it was decided
    subject        text,                                                        -- what he taught when he applied
    school_id      uuid,
    school_regular boolean,
    county_id      uuid,
    county_regular boolean,
    pooled         boolean        not null default false,    -- admitted from the reserve list: out of no organization's places
    turn           int            check (turn > 0),          -- among the reserve
    training       datemultirange not null default '{}',     -- the call's, while admitted
    submitted_at   timestamptz    not null,
    settled_at     timestamptz,
    primary key (teacher_id, id),
    check ((school_id is null) = (school_regular is null) and (county_id is null) = (county_regular is null)),
    check (state <> 'RESERVE' or turn is not null),
    check (state = 'ADMITTED' or training = '{}'),
    check ((state in ('SUBMITTED', 'RETURNED')) = (settled_at is null)),
    constraint application_one_training_at_a_time exclude using gist (teacher_id with =, training with &&) where (state = 'ADMITTED' and training <> '{}')
);

create unique index application_once on application.application (teacher_id, program_id) where state <> 'WITHDRAWN';
create index application_by_id on application.application (id);
create index application_waiting on application.application (unit_id) where state = 'SUBMITTED';
create index application_of_call on application.application (program_id, state, submitted_at, id);

create function application.only_the_state_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (new.teacher_id, new.id, new.program_id, new.submitted_at) is distinct from (old.teacher_id, old.id, old.program_id, old.submitted_at) then
        raise exception 'an application stays what it is' using errcode = '23000';
    end if;
    if old.state || '>' || new.state <> all ('{SUBMITTED>SUBMITTED,SUBMITTED>RETURNED,SUBMITTED>REJECTED,SUBMITTED>WITHDRAWN,SUBMITTED>ADMITTED,SUBMITTED>RESERVE,RETURNED>SUBMITTED,RETURNED>WITHDRAWN,REJECTED>SUBMITTED,ADMITTED>SUBMITTED,ADMITTED>WITHDRAWN,ADMITTED>RESIGNED,ADMITTED>ABSENT,ADMITTED>ADMITTED,RESERVE>SUBMITTED,RESERVE>WITHDRAWN,RESERVE>ADMITTED,RESERVE>RESERVE,ABSENT>RESIGNED}'::text[]) then
        raise exception 'an application does not go from % to %', old.state, new.state using errcode = '23000';
    end if;
    if new.statement <> old.statement and old.state <> 'RETURNED' then
        raise exception 'what an application says changes only while it is returned' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger only_the_state_moves before update or delete on application.application
    for each row execute function application.only_the_state_moves();
create trigger application_is_never_emptied before truncate on application.application
    for each statement execute function public.refuse_change();

-- Its history: never changed, never emptied. An undone decision stays, with the act that undid it.
create table application.step (
    teacher_id      uuid        not null,
    application_id  uuid        not null,
    n               int         not null check (n > 0),
    id              uuid        not null,
    act             text        not null check (act in ('SUBMITTED', 'CORRECTED', 'APPROVED', 'RESERVED', 'RETURNED', 'REJECTED', 'UNDONE', 'WITHDRAWN',
                                                        'PROMOTED', 'RESIGNED', 'ABSENT', 'EXCUSED')),
    level           text        check (level in ('SCHOOL', 'COUNTY', 'CITY')),
    organization_id uuid        references directory.organization,
    skipped         text[]      not null default '{}',       -- levels that had nothing to decide when this was decided
    at              timestamptz not null,
    by              uuid        not null,
    by_name         text        not null,
    reason          text        not null default '',
    undoes          uuid,
    primary key (teacher_id, application_id, n),
    foreign key (teacher_id, application_id) references application.application (teacher_id, id),
    check ((act in ('SUBMITTED', 'CORRECTED', 'WITHDRAWN', 'RESIGNED')) = (level is null)),
    check ((level is null) = (organization_id is null)),
    check ((act = 'UNDONE') = (undoes is not null)),
    check (act not in ('RETURNED', 'REJECTED', 'ABSENT', 'EXCUSED') or reason <> ''),
    -- Nobody decides about his own.
    constraint step_by_another check (level is null or by <> teacher_id)
);

create unique index step_undone_once on application.step (teacher_id, application_id, undoes) where undoes is not null;
create index step_by_id on application.step (id);

create trigger step_is_append_only before update or delete on application.step
    for each row execute function public.refuse_change();
create trigger step_is_never_emptied before truncate on application.step
    for each statement execute function public.refuse_change();

-- What somebody has given, and what of it belongs to an application.
create table application.upload (
    teacher_id  uuid        not null,
    document_id uuid        not null references document.document,
    at          timestamptz not null,
    primary key (teacher_id, document_id)
);

create table application.attachment (
    teacher_id     uuid     not null,
    application_id uuid     not null,
    position       smallint not null check (position between 1 and 5),
    document_id    uuid     not null,
    primary key (teacher_id, application_id, position),
    unique (teacher_id, application_id, document_id),
    foreign key (teacher_id, application_id) references application.application (teacher_id, id),
    foreign key (teacher_id, document_id) references application.upload (teacher_id, document_id)
);

-- One workbook of a quota table, and what it would do.
create table application.import (
    id                uuid        primary key,
    program_id        uuid        not null references application.call,
    document_id       uuid        not null references document.document,
    file_name         text        not null,
    state             text        not null default 'PLANNED' check (state in ('PLANNED', 'COMMITTED', 'DISCARDED')),
    plan              jsonb       not null,
    findings          jsonb       not null,
    requested_by      uuid        not null,
    requested_by_name text        not null,
    planned_at        timestamptz not null,
    answered_at       timestamptz,
    check ((state = 'PLANNED') = (answered_at is null))
);

create index import_by_call on application.import (program_id, planned_at desc, id desc);

create function application.import_is_answered_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'PLANNED' then
        raise exception 'an import that is % stays so', old.state using errcode = '23000';
    end if;
    return new;
end $$;

create trigger import_is_answered_once before update on application.import for each row execute function application.import_is_answered_once();

-- Why the quota table of a call does not add up, or holds more people than places; null when all is well.
create function application.quota_flaw(program uuid) returns text language sql stable as $$
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
        select l.organization_id, l.subject, l.places, above.code, coalesce(above.places, c.places) as most
          from line l
         cross join called c
          left join lateral (select u.code, u.places
                               from line u
                              where not u.each_school and u.subject = l.subject and u.organization_id <> l.organization_id
                                and u.path operator(public.@>) l.path
                              order by public.nlevel(u.path) desc limit 1) above on true
         where not l.each_school)
    select min(flaw) from (
        select 'places for ' || l.code || ', which is not below the caller' as flaw
          from line l cross join called c
         where not l.path operator(public.<@) c.path or l.organization_id = c.owner_id and l.subject = '' and not l.each_school
         union all
        select sum(b.places) || ' places below ' || coalesce(b.code, 'the call') || ', which has ' || b.most
          from below b group by b.code, b.subject, b.most having sum(b.places) > b.most
         union all
        select sum(l.places) || ' places for subjects of ' || l.code
          from line l cross join called c
         where l.subject <> ''
         group by l.organization_id, l.code, c.owner_id, c.places
        having sum(l.places) > coalesce((select o.places from line o where o.organization_id = l.organization_id and o.subject = '' and not o.each_school),
                                        case when l.organization_id = c.owner_id then c.places end, -1)
         union all
        select h.n || ' people on ' || l.places || ' places of ' || l.code
          from held h join line l on l.organization_id = h.organization_id and l.subject = h.subject and not l.each_school
         where h.n > l.places
         union all
        select n.people || ' of subject ' || l.subject || ' on ' || l.places || ' places'
          from called c
          join line l on l.organization_id = c.owner_id and l.subject <> ''
         cross join lateral (select count(*) as people from people p where p.state = 'ADMITTED' and p.subject = l.subject) n
         where n.people > l.places
         union all
        select n.people || ' people of one school on ' || l.places || ' places for each'
          from line l
         cross join lateral (
               select max(k.n) as people
                 from (select count(*) as n
                         from people p
                         join directory.organization_card u on u.id = p.unit_id and u.path operator(public.<@) l.path and u.path <> l.path
                        where p.state = 'ADMITTED'
                          and not exists (select from line own where own.organization_id = p.unit_id and own.subject = '' and not own.each_school)
                        group by p.unit_id) k) n
         where l.each_school and n.people > l.places
         union all
        select count(*) filter (where p.state = 'ADMITTED') || ' admitted to ' || c.places || ' places, ' || count(*) filter (where p.state = 'RESERVE')
               || ' in reserve for ' || c.reserve_places
          from people p cross join called c
         group by c.places, c.reserve_places
        having count(*) filter (where p.state = 'ADMITTED') > c.places or count(*) filter (where p.state = 'RESERVE') > c.reserve_places) flaws
$$;

-- Whoever decides about people, or about places, does so one after the other for a call; what comes of it keeps within the places.
create function application.keep_within_places() returns trigger language plpgsql as $$
declare flaw text;
begin
    perform 1 from application.call where program_id = new.program_id for update;
    flaw := application.quota_flaw(new.program_id);
    if flaw is not null then
        raise exception '%', flaw using errcode = '23514', constraint = 'application_within_places';
    end if;
    return null;
end $$;

create trigger application_within_places after insert or update of state, school_id, school_regular, county_id, county_regular, pooled
    on application.application for each row when (new.school_regular is true or new.county_regular is true or new.state in ('ADMITTED', 'RESERVE'))
    execute function application.keep_within_places();
create constraint trigger quota_adds_up after insert or update on application.quota
    deferrable initially deferred for each row execute function application.keep_within_places();
create constraint trigger call_keeps_its_places after update of places, reserve_places on application.call
    deferrable initially deferred for each row execute function application.keep_within_places();

create function application.keep_within_places_without() returns trigger language plpgsql as $$
declare flaw text;
begin
    perform 1 from application.call where program_id = old.program_id for update;
    flaw := application.quota_flaw(old.program_id);
    if flaw is not null then
        raise exception '%', flaw using errcode = '23514', constraint = 'application_within_places';
    end if;
    return null;
end $$;

create constraint trigger quota_adds_up_without after delete on application.quota
    deferrable initially deferred for each row execute function application.keep_within_places_without();

-- Where each application is: along which units it goes from where the person works today, and at which level it lies. Units of one's own
-- level that are the caller itself, and the county of a direct-subordinate school, have nothing to decide; whoever has left the caller's
-- units lies with the caller.
create view application.standing as
    select a.teacher_id, a.id, a.program_id, a.statement, a.state, a.unit_id, a.subject, a.school_id, a.school_regular, a.county_id, a.county_regular,
           a.pooled, a.turn, a.submitted_at, a.settled_at, w.served,
           o.id as owner_id, o.path as owner_path, o.name as owner_name, o.name_en as owner_name_en,
           s.id as step_school_id, s.path as step_school_path, s.name as step_school_name, s.name_en as step_school_name_en,
           k.id as step_county_id, k.path as step_county_path, k.name as step_county_name, k.name_en as step_county_name_en,
           s.rural_since is not null as rural, s.ownership,
           case when not w.served then 'CITY'
                when a.school_id is null and s.id <> o.id then 'SCHOOL'
                when a.county_id is null and k.id is not null then 'COUNTY'
                else 'CITY' end as level,
           case when a.county_id is null and k.id is not null then 'COUNTY' else 'CITY' end as next_level,
           case when not c.school_blocks then d.closes_at + interval '1 second' end as silent_from
      from application.application a
      join application.call c on c.program_id = a.program_id
      join directory.organization_card o on o.id = c.owner_id
      left join directory.person_card p on p.teacher_id = a.teacher_id
     cross join lateral (select p.organization_path is not null and p.organization_path operator(public.<@) o.path as served) w
      join directory.organization_card u on u.id = case when w.served then p.organization_id else a.unit_id end
      join directory.organization_card s on s.id = case when u.kind = 'TEACHING_POINT' then u.parent_id else u.id end
      left join directory.organization_card k on k.path operator(public.=) case
               when w.served and s.subordination <> 'DIRECT' and public.nlevel(s.path) > public.nlevel(o.path) + 1
               then public.subpath(s.path, 0, public.nlevel(o.path) + 1) end
      left join application.clock_card d on d.program_id = c.program_id and d.kind = 'SCHOOL';

create view application.application_card as
    select teacher_id, id, program_id, statement, state, unit_id, subject, turn, submitted_at, settled_at from application.application;
create view application.step_card as
    select teacher_id, application_id, n, act, level, at, reason from application.step;
create view application.attachment_card as
    select t.teacher_id, t.application_id, t.position, d.name, d.media_type, d.size
      from application.attachment t
      join document.document_card d on d.id = t.document_id;
create view application.call_card as
    select program_id, owner_id, places, reserve_places, published_at, listed_at from application.call;
