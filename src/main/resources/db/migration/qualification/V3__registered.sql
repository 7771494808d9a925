-- What is confirmed has its number in the registry, whichever of the two moves. The lock makes each wait for whoever moves the other.
create function qualification.confirmed_is_registered() returns trigger language plpgsql as $$
declare
    confirmed record;
begin
    for confirmed in
        select q.number_hash, q.teacher_id
          from qualification.qualification q
         where q.teacher_id = new.teacher_id and q.id = new.id and q.state = 'CONFIRMED' and q.number_hash is not null
    loop
        perform from qualification.number n where n.hash = confirmed.number_hash and n.teacher_id = confirmed.teacher_id for key share;
        if not found then
            raise exception 'the number of what is confirmed is registered' using errcode = '23514';
        end if;
    end loop;
    return null;
end $$;

create constraint trigger confirmed_is_registered after insert or update of state on qualification.qualification deferrable initially deferred
    for each row when (new.state = 'CONFIRMED' and new.number_hash is not null) execute function qualification.confirmed_is_registered();

create function qualification.registered_stays() returns trigger language plpgsql as $$
begin
    if exists (select from qualification.qualification q
                where q.teacher_id = old.teacher_id and q.number_hash = old.hash and q.state = 'CONFIRMED'
                  and not exists (select from qualification.number n where n.hash = q.number_hash and n.teacher_id = q.teacher_id)) then
        raise exception 'the number of what is confirmed is registered' using errcode = '23514';
    end if;
    return null;
end $$;

create constraint trigger registered_stays after update or delete on qualification.number deferrable initially deferred
    for each row execute function qualification.registered_stays();

-- A picture may come later, until the unit has decided.
create or replace function qualification.only_its_state_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or (new.teacher_id, new.id, new.kind, new.authority, new.issued_on, new.valid_until, new.entered_at, new.entered_by)
          is distinct from (old.teacher_id, old.id, old.kind, old.authority, old.issued_on, old.valid_until, old.entered_at, old.entered_by)
       or new.number_hash is not null and new.number_hash is distinct from old.number_hash
       or new.document_id is not null and new.document_id is distinct from old.document_id and (old.document_id is not null or old.state <> 'RECORDED')
       or new.state <> old.state and (old.state, new.state) not in (('RECORDED', 'CONFIRMED'), ('RECORDED', 'REFUSED'), ('RECORDED', 'WITHDRAWN'),
                                                                    ('CONFIRMED', 'REFUSED'), ('REFUSED', 'CONFIRMED')) then
        raise exception 'of a qualification only the state moves' using errcode = '23000';
    end if;
    return new;
end $$;
