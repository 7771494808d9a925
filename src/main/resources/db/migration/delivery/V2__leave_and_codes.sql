-- 请假: asked for before a session begins, and answered by whoever keeps its training.
create table delivery.leave (
    teacher_id       uuid        not null,
    session_id       uuid        not null references delivery.session,
    reason           text        not null check (reason <> ''),
    asked_at         timestamptz not null,
    state            text        not null default 'ASKED' check (state in ('ASKED', 'GRANTED', 'REFUSED', 'WITHDRAWN')),
    answer           text        not null default '',
    answered_by      uuid,
    answered_by_name text,
    answered_at      timestamptz,
    primary key (teacher_id, session_id),
    check ((state in ('GRANTED', 'REFUSED')) = (answered_at is not null)),
    check ((answered_by is null) = (answered_at is null) and (answered_by_name is null) = (answered_at is null)),
    check (state <> 'REFUSED' or answer <> ''),
    -- Nobody answers himself.
    check (answered_by <> teacher_id)
);

create index leave_asked on delivery.leave (session_id, teacher_id) where state = 'ASKED';

-- What was answered stays.
create function delivery.leave_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in ('GRANTED', 'REFUSED') then
        raise exception 'what was answered stays' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger leave_stays before update or delete on delivery.leave for each row execute function delivery.leave_stays();

-- Codes that were none.
create table delivery.wrong_code (
    teacher_id uuid not null,
    session_id uuid not null references delivery.session,
    tries      int  not null check (tries > 0),
    primary key (teacher_id, session_id)
);

create view delivery.leave_card as
    select teacher_id, session_id, reason, asked_at, state, answer, answered_at from delivery.leave;
