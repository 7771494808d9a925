create schema if not exists showcase;

-- 典型案例: what a unit has done well in a program. It goes up level by level; whoever publishes the program publishes it, or it comes back.
create table showcase.typical_case (
    id              uuid        primary key,
    program_id      uuid        not null references program.program,
    organization_id uuid        not null references directory.organization,
    call_id         uuid        references summary.call,     -- the unit's summary report that it comes with; null where it comes alone
    title           text        not null check (length(title) between 4 and 120),
    authors         text[]      not null default '{}' check (cardinality(authors) <= 6),
    agreed          text[]      not null default '{}' check (agreed <@ authors),
    summary         text        not null default '' check (length(summary) <= 500),
    text            text        not null default '' check (length(text) <= 20000),
    state           text        not null default 'DRAFT' check (state in ('DRAFT', 'WAITING', 'RETURNED', 'PUBLISHED', 'WITHDRAWN')),
    lies_id         uuid        references directory.organization,   -- who decides on it now
    begun_by        uuid        not null,
    begun_at        timestamptz not null,
    submitted_by    uuid,
    published_at    timestamptz,
    version         int         not null default 1,
    check ((lies_id is not null) = (state = 'WAITING')),
    check ((published_at is not null) = (state in ('PUBLISHED', 'WITHDRAWN'))),
    -- What leaves the unit is whole, and everybody who is named has agreed.
    check (state in ('DRAFT', 'RETURNED')
           or submitted_by is not null and summary <> '' and text <> '' and cardinality(authors) > 0 and authors <@ agreed)
);

create index case_of_unit on showcase.typical_case (organization_id, id desc);
create index case_waiting on showcase.typical_case (lies_id) where state = 'WAITING';
create index case_published on showcase.typical_case (program_id, published_at desc, id desc) where state = 'PUBLISHED';

create function showcase.go_its_way() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (old.state, new.state) not in (('DRAFT', 'DRAFT'), ('DRAFT', 'WAITING'), ('RETURNED', 'RETURNED'), ('RETURNED', 'WAITING'),
            ('WAITING', 'WAITING'), ('WAITING', 'RETURNED'), ('WAITING', 'PUBLISHED'), ('PUBLISHED', 'WITHDRAWN')) then
        raise exception 'a case does not go from % to %', old.state, new.state using errcode = '23000';
    end if;
    if new.version <> old.version + 1
       or old.state not in ('DRAFT', 'RETURNED')
          and to_jsonb(new) - '{state,lies_id,published_at,version}'::text[] <> to_jsonb(old) - '{state,lies_id,published_at,version}'::text[] then
        raise exception 'what is handed in says what it said' using errcode = '23000';
    end if;
    if new.state = 'PUBLISHED'
       and old.lies_id is distinct from (select p.owner_id from program.program_card p where p.id = new.program_id) then
        raise exception 'a case is published by whoever publishes its program' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger case_goes_its_way before update or delete on showcase.typical_case
    for each row execute function showcase.go_its_way();

create trigger case_begins_as_a_draft before insert on showcase.typical_case
    for each row when (new.state <> 'DRAFT') execute function public.refuse_change();

create table showcase.attachment (
    case_id     uuid not null references showcase.typical_case,
    document_id uuid not null references document.document,
    primary key (case_id, document_id)
);

-- Who moved it when, to where, and why: one step for a version, whoever else wanted the same moment.
create table showcase.step (
    case_id       uuid        not null references showcase.typical_case,
    version       int         not null,
    act           text        not null check (act in ('SUBMITTED', 'FORWARDED', 'RETURNED', 'PUBLISHED', 'WITHDRAWN')),
    unit_id       uuid        not null references directory.organization,   -- who moved it
    reason        text        not null check (length(reason) <= 500 and (act not in ('RETURNED', 'WITHDRAWN') or length(reason) >= 4)),
    moved_by      uuid        not null,
    moved_by_name text        not null,
    moved_at      timestamptz not null,
    primary key (case_id, version)
);

create trigger step_is_append_only before update or delete on showcase.step
    for each row execute function public.refuse_change();
