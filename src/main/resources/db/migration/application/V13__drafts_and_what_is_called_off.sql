-- A draft is nobody's business yet: it is corrected, and thrown away with its clocks and places. What is published asks what it asks, and is called
-- off with a reason: then nobody applies any more, nobody is decided on, and it stays so.
alter table application.call
    add column cancelled_at      timestamptz,
    add column cancelled_because text;
alter table application.call add constraint call_cancelled_check
    check ((cancelled_at is null) = (cancelled_because is null) and (cancelled_at is null or published_at is not null and cancelled_because <> '')) not valid;

create function application.what_is_published_stays() returns trigger language plpgsql as $$
begin
    if (new.published_at, new.track, new.series, new.apart_years, new.school_blocks) is distinct from (old.published_at, old.track, old.series, old.apart_years, old.school_blocks) then
        raise exception 'what is published asks what it asks' using errcode = '23000';
    end if;
    if old.cancelled_at is not null
       and (new.cancelled_at, new.cancelled_because, new.listed_at, new.places, new.reserve_places, new.training, new.center_id)
           is distinct from (old.cancelled_at, old.cancelled_because, old.listed_at, old.places, old.reserve_places, old.training, old.center_id) then
        raise exception 'what is called off stays as it was' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger what_is_published_stays before update on application.call
    for each row when (old.published_at is not null) execute function application.what_is_published_stays();

create function application.goes_with_its_draft() returns trigger language plpgsql as $$
begin
    if exists (select from application.call c where c.program_id = old.program_id and c.published_at is not null) then
        raise exception 'what is published is not thrown away' using errcode = '23000';
    end if;
    return old;
end $$;

create trigger call_goes_as_a_draft before delete on application.call for each row execute function application.goes_with_its_draft();
drop trigger clock_is_append_only on application.clock;
create trigger clock_is_append_only before update on application.clock for each row execute function public.refuse_change();
create trigger clock_goes_with_its_draft before delete on application.clock for each row execute function application.goes_with_its_draft();

create function application.nobody_is_decided_on() returns trigger language plpgsql as $$
begin
    if exists (select from application.call c where c.program_id = new.program_id and c.cancelled_at is not null) then
        raise exception 'the training is called off' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger nobody_applies_to_what_is_called_off before insert on application.application
    for each row execute function application.nobody_is_decided_on();
create trigger nobody_is_decided_on before update of state on application.application
    for each row when (new.state in ('SUBMITTED', 'RETURNED', 'ADMITTED', 'RESERVE') and new.state <> old.state) execute function application.nobody_is_decided_on();

alter table application.step drop constraint step_act_check;
alter table application.step add constraint step_act_check
    check (act in ('SUBMITTED', 'CORRECTED', 'APPROVED', 'RESERVED', 'RETURNED', 'REJECTED', 'UNDONE', 'WITHDRAWN', 'PROMOTED', 'RESIGNED', 'ABSENT', 'EXCUSED',
                   'CANCELLED')) not valid;
