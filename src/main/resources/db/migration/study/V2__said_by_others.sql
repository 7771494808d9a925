-- Nobody says of himself that he was there, but by the code; and whoever leads an event has the code on his screen. What was said before stays.
alter table study.attendance_act add constraint attendance_said_by_others check (how = 'CHECKED_IN' or by <> teacher_id) not valid;
alter table study.attendance_act add constraint attendance_checked_in_oneself check (how <> 'CHECKED_IN' or by = teacher_id) not valid;

create function study.leader_does_not_check_in() returns trigger language plpgsql as $$
begin
    if exists (select from study.event e where e.id = new.event_id and e.leader_id = new.teacher_id) then
        raise exception 'whoever leads an event does not check in' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger leader_does_not_check_in before insert or update of how on study.attendance
    for each row when (new.how = 'CHECKED_IN') execute function study.leader_does_not_check_in();
