create schema if not exists census;

-- Which posts units declare, and units of which kinds: data, not code.
create table census.post (
    code     text primary key references directory.post,
    position int    not null unique,
    kinds    text[] not null check (cardinality(kinds) > 0)
);

insert into census.post values
    ('COUNSELOR_FULL_TIME', 1, '{SCHOOL,TEACHING_POINT,UNIVERSITY}'),
    ('COUNSELOR_PART_TIME', 2, '{SCHOOL,TEACHING_POINT,UNIVERSITY}'),
    ('HOMEROOM_TEACHER', 3, '{SCHOOL,TEACHING_POINT}'),
    ('TUTOR', 4, '{UNIVERSITY}');

-- 摸底: what a unit declares, one declaration after another. The last one is in force.
create table census.declaration (
    id              uuid        primary key,
    organization_id uuid        not null references directory.organization,
    number          int         not null check (number > 0),
    declared_on     date        not null,                -- the day it is true for
    declared_at     timestamptz not null,
    declared_by     uuid        not null,
    replaced_at     timestamptz,
    unique (organization_id, number)
);

create unique index declaration_in_force_once on census.declaration (organization_id) where replaced_at is null;

create table census.holder (
    teacher_id     uuid not null references directory.teacher,
    declaration_id uuid not null references census.declaration,
    post           text not null references census.post,
    primary key (teacher_id, declaration_id, post)
);

create index holder_by_declaration on census.holder (declaration_id, post);

-- How many holders a declaration has of each post: what is added up along the tree.
create table census.headcount (
    declaration_id uuid not null references census.declaration,
    post           text not null references census.post,
    n              int  not null check (n > 0),
    primary key (declaration_id, post)
);

create function census.declaration_is_only_replaced() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.replaced_at is not null
       or (new.id, new.organization_id, new.number, new.declared_on, new.declared_at, new.declared_by)
          is distinct from (old.id, old.organization_id, old.number, old.declared_on, old.declared_at, old.declared_by) then
        raise exception 'a declaration is only replaced' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger declaration_is_only_replaced before update or delete on census.declaration
    for each row execute function census.declaration_is_only_replaced();
create trigger holder_is_append_only before update or delete on census.holder
    for each row execute function public.refuse_change();
create trigger headcount_is_append_only before update or delete on census.headcount
    for each row execute function public.refuse_change();

-- What a unit decided about an identity somebody takes part on. Taking it back ends it; nothing is rewritten.
create table census.decision (
    teacher_id      uuid        not null,
    program_id      uuid        not null references program.program,
    id              uuid        not null,
    track           text        not null,
    organization_id uuid        not null references directory.organization,     -- the unit it was decided for
    state           text        not null check (state in ('CONFIRMED', 'REFUSED')),
    reason          text        not null default '',
    completed_at    timestamptz,                         -- the completion that went with a refusal, and the rules it was judged by
    rule_version    int,
    decided_at      timestamptz not null,
    decided_by      uuid        not null,
    ended_at        timestamptz,
    ended_by        uuid,
    primary key (teacher_id, program_id, id),
    foreign key (program_id, track) references program.track (program_id, code),
    check (state <> 'REFUSED' or btrim(reason) <> ''),
    check ((completed_at is null) = (rule_version is null)),
    check ((ended_at is null) = (ended_by is null)),
    constraint nobody_decides_about_himself check (decided_by <> teacher_id and ended_by is distinct from teacher_id)
);

create unique index decision_in_force_once on census.decision (teacher_id, program_id, track) where ended_at is null;

create function census.decision_only_ends() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.ended_at is not null
       or (new.teacher_id, new.program_id, new.id, new.track, new.organization_id, new.state, new.reason, new.completed_at, new.rule_version,
           new.decided_at, new.decided_by)
          is distinct from
          (old.teacher_id, old.program_id, old.id, old.track, old.organization_id, old.state, old.reason, old.completed_at, old.rule_version,
           old.decided_at, old.decided_by) then
        raise exception 'a decision only ends' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger decision_only_ends before update or delete on census.decision
    for each row execute function census.decision_only_ends();

-- Nothing is completed on an identity that stands refused: neither when it is refused, at commit, nor later.
create function census.refused_is_not_complete() returns trigger language plpgsql as $$
begin
    if exists (select from census.decision d
                 join program.completion_card c on c.teacher_id = d.teacher_id and c.program_id = d.program_id and c.track = d.track
                where d.teacher_id = new.teacher_id and d.program_id = new.program_id and d.state = 'REFUSED' and d.ended_at is null) then
        raise exception 'nothing is completed on a refused identity' using errcode = '23514';
    end if;
    return null;
end $$;

create constraint trigger refused_is_not_complete after insert on census.decision deferrable initially deferred
    for each row when (new.state = 'REFUSED') execute function census.refused_is_not_complete();
create trigger completion_is_not_on_refused after insert or update of track on program.completion
    for each row execute function census.refused_is_not_complete();

create view census.decision_card as
    select teacher_id, program_id, track, organization_id, state, reason, decided_at from census.decision where ended_at is null;
create view census.declaration_card as
    select id, organization_id, number, declared_on, declared_at from census.declaration where replaced_at is null;
create view census.holder_card as
    select h.teacher_id, h.post, d.organization_id, d.declared_on
      from census.holder h
      join census.declaration d on d.id = h.declaration_id
     where d.replaced_at is null;
