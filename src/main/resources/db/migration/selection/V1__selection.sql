create schema if not exists selection;

-- A period in which an authority offers courses to the people below it ("2201期"). Windows are in term_window.
create table selection.term (
    id           uuid        primary key,
    owner_id     uuid        not null references directory.organization,
    code         text        not null check (code <> ''),
    title        text        not null check (title <> ''),
    title_en     text,
    notice       text,                                     -- number of the notice it comes from
    most         int         not null check (most between 1 and 60),   -- offerings one person may hold at a time
    published_at timestamptz,
    unique (owner_id, code)
);

-- Both ends are inclusive; an extension is a new version with its reason.
create table selection.term_window (
    term_id   uuid        not null references selection.term,
    kind      text        not null check (kind in ('SELECT', 'MAKEUP', 'LEARN')),
    version   int         not null check (version > 0),
    opens_at  timestamptz not null,
    closes_at timestamptz not null check (closes_at >= opens_at),
    reason    text        not null default '',
    set_at    timestamptz not null,
    set_by    uuid,
    primary key (term_id, kind, version)
);

create trigger term_window_is_append_only before update or delete on selection.term_window
    for each row execute function public.refuse_change();

-- A program offered in a term, with its places. What is taken and what waits is kept by its places alone.
create table selection.offering (
    offering_id    uuid          primary key,
    term_id        uuid          not null references selection.term,
    program_id     uuid          not null references program.program,
    track          text          not null,
    provider_id    uuid          references directory.organization,
    category       text          not null check (category <> ''),
    hours          numeric(6, 2) not null check (hours > 0),
    price          numeric(8, 2) not null default 0 check (price >= 0),
    places         int           not null check (places between 0 and 1000000),
    waiting_places int           not null default 0 check (waiting_places between 0 and 1000000),
    meets          tstzmultirange not null default '{}',    -- when one has to be there; empty for what is learned at any time
    taken          int           not null default 0,
    waiting        int           not null default 0,
    turn           bigint        not null default 0,        -- the last number given to anybody
    unique (term_id, program_id),
    foreign key (program_id, track) references program.track (program_id, code),
    constraint offering_is_not_oversold check (taken between 0 and places),
    constraint offering_waiting_list_has_an_end check (waiting between 0 and waiting_places)
) with (fillfactor = 40);

-- Who has a place in an offering, and who waits for one: the side of the offering. One row a person.
create table selection.place (
    offering_id uuid   not null,
    teacher_id  uuid   not null,
    state       text   not null check (state in ('SELECTED', 'WAITING')),
    turn        bigint not null check (turn > 0),
    primary key (offering_id, teacher_id)
);

create unique index place_in_turn on selection.place (offering_id, turn);
create index place_waiting on selection.place (offering_id, turn) where state = 'WAITING';

-- The same, the side of the person; what was given back stays as it was. Who waits holds one of his choices and its hours of the
-- day as if he had the place, so that nothing can be in the way when it becomes free.
create table selection.selection (
    teacher_id  uuid           not null,
    id          uuid           not null,
    offering_id uuid           not null,
    -- Copies of what the offering says, which refers to them; every choice of a rush would look them up again.
    term_id     uuid           not null,
    program_id  uuid           not null,
    state       text           not null check (state in ('SELECTED', 'WAITING', 'DROPPED')),
    slot        int            not null,
    most        int            not null,
    meets       tstzmultirange not null default '{}',
    chosen_at   timestamptz    not null,
    promoted_at timestamptz,
    dropped_at  timestamptz,
    primary key (teacher_id, id),
    constraint selection_within_the_limit check (slot between 1 and most),
    check ((state = 'DROPPED') = (dropped_at is not null)),
    constraint selection_without_overlap exclude using gist (teacher_id with =, meets with &&) where (state <> 'DROPPED' and meets <> '{}')
);

-- One place in a program at a time, in whatever term.
create unique index selection_live_once on selection.selection (teacher_id, program_id) where state <> 'DROPPED';
create unique index selection_slot_once on selection.selection (teacher_id, term_id, slot) where state <> 'DROPPED';

-- taken and waiting are what the places say, in the transaction that changes a place, and nothing else can change them.
create function selection.count_places() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        update selection.offering o
           set taken = o.taken + d.taken, waiting = o.waiting + d.waiting, turn = greatest(o.turn, d.turn)
          from (select offering_id, count(*) filter (where state = 'SELECTED') as taken, count(*) filter (where state = 'WAITING') as waiting,
                       max(turn) as turn
                  from came group by offering_id) d
         where o.offering_id = d.offering_id;
    elsif tg_op = 'DELETE' then
        update selection.offering o
           set taken = o.taken - d.taken, waiting = o.waiting - d.waiting
          from (select offering_id, count(*) filter (where state = 'SELECTED') as taken, count(*) filter (where state = 'WAITING') as waiting
                  from went group by offering_id) d
         where o.offering_id = d.offering_id;
    else
        update selection.offering o
           set taken = o.taken + d.taken, waiting = o.waiting + d.waiting
          from (select offering_id, sum(taken) as taken, sum(waiting) as waiting
                  from (select offering_id, (state = 'SELECTED')::int as taken, (state = 'WAITING')::int as waiting from came
                         union all
                        select offering_id, -(state = 'SELECTED')::int, -(state = 'WAITING')::int from went) moved
                 group by offering_id) d
         where o.offering_id = d.offering_id;
    end if;
    return null;
end
$$;

create trigger place_comes after insert on selection.place
    referencing new table as came for each statement execute function selection.count_places();
create trigger place_goes after delete on selection.place
    referencing old table as went for each statement execute function selection.count_places();
create trigger place_changes after update on selection.place
    referencing new table as came old table as went for each statement execute function selection.count_places();

create function selection.refuse_counting() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception 'what is taken and what waits in %.% is counted by its places', tg_table_schema, tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger offering_is_counted before update of taken, waiting, turn on selection.offering
    for each row execute function selection.refuse_counting();

create function selection.refuse_empty_start() returns trigger language plpgsql as $$
begin
    if new.taken <> 0 or new.waiting <> 0 then
        raise exception 'an offering begins with nobody' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger offering_begins_empty before insert on selection.offering
    for each row execute function selection.refuse_empty_start();

create trigger place_is_never_emptied before truncate on selection.place
    for each statement execute function public.refuse_change();

-- What a person has chosen never becomes something else, and what was given back never comes back.
create function selection.refuse_rewriting() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'DROPPED' or new.state = 'WAITING' and old.state = 'SELECTED'
       or (new.teacher_id, new.id, new.offering_id, new.term_id, new.program_id, new.chosen_at) is distinct from
          (old.teacher_id, old.id, old.offering_id, old.term_id, old.program_id, old.chosen_at) then
        raise exception 'a choice of % is never rewritten', old.offering_id using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger selection_is_not_rewritten before update or delete on selection.selection
    for each row execute function selection.refuse_rewriting();

create view selection.offering_card as
    select offering_id, term_id, program_id, track, provider_id, category, hours, price, places, taken, waiting from selection.offering;
create view selection.selection_card as
    select teacher_id, id, offering_id, term_id, state, chosen_at, dropped_at from selection.selection;
