create schema if not exists bulletin;

-- 通报: figures of an authority and its units, frozen at one instant. A draft is previewed and thrown away; what is published never changes.
create table bulletin.bulletin (
    id                   uuid primary key,
    organization_id      uuid        not null references directory.organization,
    organization_name    text        not null,
    organization_name_en text,
    program_id           uuid,
    hours_year           int,
    about                text        not null,             -- title of the program, or of the year's requirement
    basis                text,                             -- the notice it rests on
    depth                int         not null check (depth between 1 and 4),
    title                text        not null check (title <> ''),
    body                 text        not null,
    ranking_reason       text        check (ranking_reason <> ''),   -- 不排名: a ranking needs a reason
    corrects             uuid        references bulletin.bulletin,
    as_of                timestamptz not null,
    drafted_by           uuid        not null,
    drafted_by_name      text        not null,
    year                 int,
    number               int         check (number > 0),
    published_at         timestamptz,
    published_by         uuid,
    published_by_name    text,
    version              int         not null default 1,
    check ((program_id is null) <> (hours_year is null)),
    check (num_nulls(year, number, published_at, published_by, published_by_name) in (0, 5)),
    unique (organization_id, year, number)
);

-- A bulletin is put right once; whoever finds another fault puts the newer one right.
create unique index bulletin_corrected_once on bulletin.bulletin (corrects) where published_at is not null;
create index bulletin_by_organization on bulletin.bulletin (organization_id, id desc);

-- The number an authority gave last in a year. It is taken in the transaction that publishes, so that none is left out.
create table bulletin.series (
    organization_id uuid not null references directory.organization,
    year            int  not null,
    last            int  not null check (last > 0),
    primary key (organization_id, year)
);

-- UNIT: a unit with everything below it. OWN: the direct people of a unit, so that a unit is the sum of what stands below it.
create table bulletin.line (
    bulletin_id     uuid   not null references bulletin.bulletin,
    position        int    not null,
    organization_id uuid   not null,
    parent_id       uuid,
    part            text   not null check (part in ('UNIT', 'OWN')),
    depth           int    not null check (depth >= 0),
    code            text   not null,
    name            text   not null,
    name_en         text,
    denominator     bigint not null,
    numerator       bigint not null,
    excluded        bigint not null check (excluded >= 0),
    enrolled        bigint,                                 -- null where hours of a year are counted
    started         bigint,
    certified       bigint,
    hours           bigint not null,                        -- hundredths
    primary key (bulletin_id, position),
    unique (bulletin_id, organization_id, part)
);

create index line_by_parent on bulletin.line (bulletin_id, parent_id, position);

create function bulletin.refuse_change_of_published() returns trigger language plpgsql as $$
begin
    if old.published_at is not null then
        raise exception 'a published bulletin never changes' using errcode = '23000';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if new.number is not null and new.number <> 1 + coalesce((select max(b.number) from bulletin.bulletin b
            where b.organization_id = new.organization_id and b.year = new.year), 0) then
        raise exception 'the numbers of a year have no gap' using errcode = '23514';
    end if;
    return new;
end $$;

create trigger bulletin_is_frozen before update or delete on bulletin.bulletin
    for each row execute function bulletin.refuse_change_of_published();
create trigger bulletin_is_never_emptied before truncate on bulletin.bulletin
    for each statement execute function public.refuse_change();

create function bulletin.refuse_born_published() returns trigger language plpgsql as $$
begin
    raise exception 'a bulletin is drafted before it is published' using errcode = '23514';
end $$;

create trigger bulletin_begins_as_a_draft before insert on bulletin.bulletin
    for each row when (new.published_at is not null) execute function bulletin.refuse_born_published();

-- Asked once a statement, over all its lines: a province has twenty thousand.
create function bulletin.refuse_change_of_published_lines() returns trigger language plpgsql as $$
begin
    if exists (select from touched t join bulletin.bulletin b on b.id = t.bulletin_id where b.published_at is not null) then
        raise exception 'the figures of a published bulletin never change' using errcode = '23000';
    end if;
    return null;
end $$;

create trigger line_is_frozen_on_insert after insert on bulletin.line
    referencing new table as touched for each statement execute function bulletin.refuse_change_of_published_lines();
create trigger line_is_frozen_on_delete after delete on bulletin.line
    referencing old table as touched for each statement execute function bulletin.refuse_change_of_published_lines();
create trigger line_never_changes before update on bulletin.line
    for each row execute function public.refuse_change();
create trigger line_is_never_emptied before truncate on bulletin.line
    for each statement execute function public.refuse_change();
