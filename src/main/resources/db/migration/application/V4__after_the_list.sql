-- Once the list is out, reviews have ended: nobody is admitted, put in reserve, returned or rejected any more, and no decision is taken back. An
-- admission is given up before the first day of the training; from then on somebody has come, or is said to have been absent, and is excused by
-- whoever called. What is returned goes with its person to another unit, as what is submitted does.
create or replace function application.only_the_state_moves() returns trigger language plpgsql as $$
declare
    way    text := old.state || '>' || new.state;
    listed boolean;
begin
    if tg_op = 'DELETE' or (new.teacher_id, new.id, new.program_id, new.submitted_at) is distinct from (old.teacher_id, old.id, old.program_id, old.submitted_at) then
        raise exception 'an application stays what it is' using errcode = '23000';
    end if;
    if way <> all ('{SUBMITTED>SUBMITTED,SUBMITTED>RETURNED,SUBMITTED>REJECTED,SUBMITTED>WITHDRAWN,SUBMITTED>ADMITTED,SUBMITTED>RESERVE,RETURNED>RETURNED,RETURNED>SUBMITTED,RETURNED>WITHDRAWN,REJECTED>SUBMITTED,ADMITTED>SUBMITTED,ADMITTED>WITHDRAWN,ADMITTED>RESIGNED,ADMITTED>ABSENT,ADMITTED>ADMITTED,RESERVE>SUBMITTED,RESERVE>WITHDRAWN,RESERVE>ADMITTED,RESERVE>RESERVE,ABSENT>RESIGNED}'::text[]) then
        raise exception 'an application does not go from % to %', old.state, new.state using errcode = '23000';
    end if;
    if new.statement <> old.statement and old.state <> 'RETURNED' then
        raise exception 'what an application says changes only while it is returned' using errcode = '23000';
    end if;
    if new.state <> old.state then
        listed := exists (select from application.call c where c.program_id = new.program_id and c.listed_at is not null);
        if listed and way = any ('{SUBMITTED>RETURNED,SUBMITTED>REJECTED,SUBMITTED>ADMITTED,SUBMITTED>RESERVE,RETURNED>SUBMITTED,REJECTED>SUBMITTED,ADMITTED>SUBMITTED,ADMITTED>WITHDRAWN,RESERVE>SUBMITTED}'::text[]) then
            raise exception 'the list is published: an application does not go from % to % any more', old.state, new.state using errcode = '23000';
        end if;
        if listed and way = 'ADMITTED>RESIGNED' and lower(old.training) <= (new.settled_at at time zone 'Asia/Shanghai')::date then
            raise exception 'the training has begun: an admission is not given up any more' using errcode = '23000';
        end if;
    end if;
    return new;
end $$;
