-- Whoever has brought in a workbook decides on it neither as a whole nor claim by claim.
alter table recognition.import add constraint import_is_decided_by_another check (decided_by <> requested_by) not valid;

create function recognition.step_is_decided_by_another() returns trigger language plpgsql as $$
begin
    if exists (select from recognition.step s
                 join recognition.claim c on c.teacher_id = s.teacher_id and c.id = s.claim_id
                 join recognition.import i on i.id = c.import_id
                where s.teacher_id = new.teacher_id and s.claim_id = new.claim_id and s.position = new.position and s.by = i.requested_by) then
        raise exception 'nobody decides on a claim of the workbook that he has brought in' using errcode = '23514';
    end if;
    return null;
end $$;

create trigger step_is_decided_by_another after insert or update of by on recognition.step
    for each row when (new.by is not null) execute function recognition.step_is_decided_by_another();
