create schema if not exists appeal;

-- 申诉期限, in working days: how long after the learn window an appeal may be filed, how long a decision may take, how long
-- the next level may be asked.
create table appeal.term (
    code text primary key check (code in ('FILE', 'DECIDE', 'ESCALATE')),
    days int  not null check (days between 1 and 250)
);

insert into appeal.term values ('FILE', 30), ('DECIDE', 15), ('ESCALATE', 10);

-- Against what, why, where it lies, and what was decided. What the person wrote does not change; only the state moves.
create table appeal.appeal (
    teacher_id   uuid        not null,
    id           uuid        not null,
    kind         text        not null check (kind in ('HOURS', 'QUIZ', 'CERTIFICATE', 'IDENTITY')),
    reference    uuid        not null,                -- the entry, attempt, certificate or participation
    program_id   uuid,
    subject      text        not null check (subject <> ''),
    statement    text        not null check (length(statement) between 10 and 2000),
    contested_by uuid,                                -- who did what is appealed against: he does not decide about it
    unit_id      uuid        not null,                -- where the person counted when he filed
    first_id     uuid        not null,                -- who decides first: the unit above
    second_id    uuid,                                -- and after that: the next one above; null where there is none
    level        smallint    not null default 1 check (level in (1, 2)),
    state        text        not null default 'WAITING' check (state in ('WAITING', 'GRANTED', 'REJECTED', 'WITHDRAWN')),
    filed_at     timestamptz not null,
    due_on       date        not null,                -- of the decision; once rejected at the first level, of asking the second
    decided_at   timestamptz,
    decided_by   uuid,
    primary key (teacher_id, id),
    check (level = 1 or second_id is not null),
    check ((state in ('GRANTED', 'REJECTED')) = (decided_at is not null) and (decided_at is null) = (decided_by is null)),
    -- Nobody decides his own, nor what he did himself.
    check (decided_by is null or decided_by <> teacher_id and decided_by is distinct from contested_by)
);

-- One thing is appealed against once, unless the appeal was withdrawn.
create unique index appeal_once on appeal.appeal (teacher_id, kind, reference) where state <> 'WITHDRAWN';
create index appeal_waiting_first on appeal.appeal (first_id, due_on, id) where state = 'WAITING' and level = 1;
create index appeal_waiting_second on appeal.appeal (second_id, due_on, id) where state = 'WAITING' and level = 2;
create index appeal_by_first on appeal.appeal (first_id, filed_at desc, id desc);

create function appeal.only_the_state_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or to_jsonb(new) - '{level,state,due_on,decided_at,decided_by}'::text[] <> to_jsonb(old) - '{level,state,due_on,decided_at,decided_by}'::text[] then
        raise exception 'what an appeal says does not change' using errcode = '23000';
    end if;
    if not (old.state = 'WAITING' and new.level = old.level and new.state <> 'WAITING'
            or old.state in ('WAITING', 'REJECTED') and old.level = 1 and new.level = 2 and new.state = 'WAITING') then
        raise exception 'an appeal does not go from % (level %) to % (level %)', old.state, old.level, new.state, new.level using errcode = '23000';
    end if;
    return new;
end $$;

create trigger only_the_state_moves before update or delete on appeal.appeal
    for each row execute function appeal.only_the_state_moves();

-- Its history.
create table appeal.step (
    teacher_id uuid        not null,
    appeal_id  uuid        not null,
    n          int         not null check (n > 0),
    act        text        not null check (act in ('FILED', 'REJECTED', 'ESCALATED', 'GRANTED', 'WITHDRAWN')),
    level      smallint    not null check (level in (1, 2)),
    at         timestamptz not null,
    by         uuid        not null,
    by_name    text        not null,
    reason     text        not null default '',
    primary key (teacher_id, appeal_id, n),
    foreign key (teacher_id, appeal_id) references appeal.appeal (teacher_id, id),
    check (act not in ('GRANTED', 'REJECTED') or reason <> ''),
    check ((act in ('GRANTED', 'REJECTED')) = (by <> teacher_id))
);

create unique index step_decides_once_a_level on appeal.step (teacher_id, appeal_id, level) where act in ('GRANTED', 'REJECTED');
-- Who decided on one level does not decide on the other.
create unique index step_by_another on appeal.step (teacher_id, appeal_id, by) where act in ('GRANTED', 'REJECTED');

create trigger step_is_append_only before update or delete on appeal.step
    for each row execute function public.refuse_change();
create trigger step_is_never_emptied before truncate on appeal.step
    for each statement execute function public.refuse_change();

create table appeal.attachment (
    teacher_id  uuid     not null,
    appeal_id   uuid     not null,
    position    smallint not null check (position between 1 and 5),
    document_id uuid     not null references document.document,
    primary key (teacher_id, appeal_id, position),
    foreign key (teacher_id, appeal_id) references appeal.appeal (teacher_id, id)
);

create trigger attachment_is_append_only before update or delete on appeal.attachment
    for each row execute function public.refuse_change();
