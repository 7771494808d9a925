create schema if not exists qualification;

-- 岗位任职资格: which posts need which certificate, in which units: data, not code.
create table qualification.kind (
    code       text   primary key check (code ~ '^[A-Z][A-Z_]{1,39}$'),
    position   int    not null unique,
    title      text   not null check (btrim(title) <> ''),
    title_en   text   not null check (btrim(title_en) <> ''),
    posts      text[] not null check (cardinality(posts) > 0),
    only_in    text[] not null default '{}',             -- stages: only in units that teach nothing else; none for every unit
    not_in     text[] not null default '{}',             -- stages: not in units that teach nothing else
    months     int    check (months between 1 and 600),  -- how long it is valid; null for ever
    basis      text   not null check (btrim(basis) <> ''),
    asked_from date                                      -- since when whoever lacks it has to do something; null while nobody has
);

create function qualification.is_needed(only_in text[], not_in text[], stages text[]) returns boolean language sql immutable parallel safe as $$
    select (cardinality(only_in) = 0 or cardinality(stages) > 0 and stages <@ only_in)
       and not (cardinality(not_in) > 0 and cardinality(stages) > 0 and stages <@ not_in)
$$;

insert into qualification.kind (code, position, title, title_en, posts, only_in, not_in, months, basis) values
    ('TEACHER', 1, '教师资格证', 'Teacher qualification',
     '{CLASSROOM_TEACHER,HOMEROOM_TEACHER,COUNSELOR_FULL_TIME,COUNSELOR_PART_TIME}', '{}', '{}', null,
     '《中华人民共和国教师法》第十条、《教师资格条例》'),
    ('PRINCIPAL', 2, '校长任职资格培训合格证书', 'Principal''s qualification', '{PRINCIPAL}', '{}', '{PRESCHOOL}', null,
     '《中小学校长培训规定》（教育部令第8号）'),
    ('KINDERGARTEN_DIRECTOR', 3, '幼儿园园长任职资格培训合格证书', 'Kindergarten director''s qualification', '{PRINCIPAL}', '{PRESCHOOL}', '{}', null,
     '《幼儿园工作规程》（教育部令第39号）第四十条'),
    ('NURSERY_CARER', 4, '保育员岗位培训合格证书', 'Nursery carer''s qualification', '{NURSERY_CARER}', '{}', '{}', null,
     '《幼儿园工作规程》（教育部令第39号）第四十二条'),
    ('HEALTH_CARER', 5, '保健员岗位培训合格证书', 'Health carer''s qualification', '{HEALTH_CARER}', '{}', '{}', null,
     '《幼儿园工作规程》（教育部令第39号）第四十三条');

-- What a person holds as he or his unit says. The number is kept encrypted; the hash finds it.
create table qualification.qualification (
    teacher_id       uuid        not null references directory.teacher,
    id               uuid        not null,
    kind             text        not null references qualification.kind,
    number_hash      bytea,
    number_encrypted bytea,
    number_masked    text        not null,
    authority        text        not null check (btrim(authority) <> ''),
    issued_on        date        not null,
    valid_until      date,                               -- the last day; null for ever
    state            text        not null check (state in ('RECORDED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')),
    reason           text        not null default '',
    document_id      uuid        references document.document,
    entered_at       timestamptz not null,
    entered_by       uuid        not null,
    decided_at       timestamptz,
    decided_by       uuid,
    primary key (teacher_id, id),
    check (valid_until >= issued_on),
    check (state <> 'REFUSED' or btrim(reason) <> ''),
    check ((number_hash is null) = (number_encrypted is null)),
    check ((decided_at is null) = (decided_by is null)),
    check ((decided_at is null) = (state in ('RECORDED', 'WITHDRAWN'))),
    constraint nobody_decides_about_himself check (decided_by <> teacher_id)
);

create unique index qualification_once on qualification.qualification (teacher_id, kind, number_hash, issued_on) where state in ('RECORDED', 'CONFIRMED');
create index qualification_waiting on qualification.qualification (teacher_id) where state = 'RECORDED';

-- One certificate, one person: numbers that are confirmed, keyed by their hash.
create table qualification.number (
    hash       bytea primary key,
    teacher_id uuid  not null
);

-- What was entered stays; only its state moves, and number and evidence go when an account is closed.
create function qualification.only_its_state_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or (new.teacher_id, new.id, new.kind, new.authority, new.issued_on, new.valid_until, new.entered_at, new.entered_by)
          is distinct from (old.teacher_id, old.id, old.kind, old.authority, old.issued_on, old.valid_until, old.entered_at, old.entered_by)
       or new.number_hash is not null and new.number_hash is distinct from old.number_hash
       or new.document_id is not null and new.document_id is distinct from old.document_id
       or new.state <> old.state and (old.state, new.state) not in (('RECORDED', 'CONFIRMED'), ('RECORDED', 'REFUSED'), ('RECORDED', 'WITHDRAWN'),
                                                                    ('CONFIRMED', 'REFUSED'), ('REFUSED', 'CONFIRMED')) then
        raise exception 'of a qualification only the state moves' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger only_its_state_moves before update or delete on qualification.qualification
    for each row execute function qualification.only_its_state_moves();

create view qualification.qualification_card as
    select q.teacher_id, q.id, q.kind, k.title, q.number_masked, q.authority, q.issued_on, q.valid_until, q.state, q.reason, q.entered_at, q.decided_at
      from qualification.qualification q
      join qualification.kind k on k.code = q.kind;

-- Who needs which qualification today for the posts he holds, and how he stands: the rule of the verdict, said once more for many.
create view qualification.need_card as
    select p.teacher_id, p.name, p.document_masked, p.organization_id, k.code as kind, k.position, k.asked_from, s.valid_until,
           case when s.held and s.valid_until <= (now() at time zone 'Asia/Shanghai')::date + 90 then 'EXPIRING'
                when s.held then 'HELD' when s.waits then 'WAITING' when s.was_held then 'EXPIRED' else 'MISSING' end as standing
      from directory.person_card p
      join qualification.kind k on k.posts && p.posts and qualification.is_needed(k.only_in, k.not_in, p.organization_stages)
     cross join lateral (
           select bool_or(q.state = 'CONFIRMED' and v.valid) as held,
                  bool_or(q.state = 'RECORDED' and v.valid) as waits,
                  bool_or(q.state = 'CONFIRMED') as was_held,
                  nullif(max(coalesce(q.valid_until, 'infinity')) filter (where q.state = 'CONFIRMED'), 'infinity') as valid_until
             from qualification.qualification q
            cross join lateral (select coalesce(q.valid_until >= (now() at time zone 'Asia/Shanghai')::date, true) as valid) v
            where q.teacher_id = p.teacher_id and q.kind = k.code and q.state in ('RECORDED', 'CONFIRMED')) s;

-- Figures of a unit's own people, as they were counted on a day; what has changed since is counted from the facts.
create table qualification.counted (
    organization_id uuid primary key references directory.organization,
    day             date not null
);

create table qualification.figure (
    organization_id uuid not null references directory.organization,
    kind            text not null references qualification.kind,
    held            int  not null check (held >= 0),
    expiring        int  not null check (expiring >= 0),
    waiting         int  not null check (waiting >= 0),
    expired         int  not null check (expired >= 0),
    missing         int  not null check (missing >= 0),
    primary key (organization_id, kind)
);

-- Units in which something has changed since they were counted: a line for each change, so that nobody waits for another.
create table qualification.stale (
    id              bigint generated always as identity primary key,
    organization_id uuid not null
);

create index stale_by_organization on qualification.stale (organization_id);

create function qualification.people_changed() returns trigger language plpgsql as $$
begin
    insert into qualification.stale (organization_id) select distinct organization_id from changed;
    return null;
end $$;

create trigger people_came after insert on directory.employment
    referencing new table as changed for each statement execute function qualification.people_changed();
create trigger people_went after delete on directory.employment
    referencing old table as changed for each statement execute function qualification.people_changed();
create trigger people_were after update on directory.employment
    referencing old table as changed for each statement execute function qualification.people_changed();
create trigger people_are after update on directory.employment
    referencing new table as changed for each statement execute function qualification.people_changed();

create function qualification.unit_changed() returns trigger language plpgsql as $$
begin
    insert into qualification.stale (organization_id) values (new.id);
    return null;
end $$;

create trigger unit_changed after update of stages on directory.organization
    for each row when (old.stages is distinct from new.stages) execute function qualification.unit_changed();

create function qualification.holders_changed() returns trigger language plpgsql as $$
begin
    insert into qualification.stale (organization_id)
    select distinct p.organization_id from changed c join directory.person_card p on p.teacher_id = c.teacher_id;
    return null;
end $$;

create trigger qualification_entered after insert on qualification.qualification
    referencing new table as changed for each statement execute function qualification.holders_changed();
create trigger qualification_moved after update on qualification.qualification
    referencing new table as changed for each statement execute function qualification.holders_changed();

-- Other needs are counted anew; whoever is counting by the old ones has finished before.
create function qualification.needs_changed() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('qualification.figure', 0));
    delete from qualification.counted;
    return null;
end $$;

create trigger needs_changed after insert or update or delete on qualification.kind
    for each statement execute function qualification.needs_changed();
