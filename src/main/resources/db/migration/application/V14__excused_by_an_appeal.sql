-- Whoever is said to have been absent is excused by an appeal too. It puts right nothing else, and what it has put right stays: an admission that is given up
-- does not come back.
alter table application.step drop constraint step_act_check;
alter table application.step add constraint step_act_check
    check (act in ('SUBMITTED', 'CORRECTED', 'APPROVED', 'RESERVED', 'RETURNED', 'REJECTED', 'UNDONE', 'WITHDRAWN', 'PROMOTED', 'RESIGNED', 'ABSENT', 'EXCUSED',
                   'CANCELLED', 'APPEALED')) not valid;
alter table application.step add constraint step_appealed_with_reason check (act <> 'APPEALED' or reason <> '') not valid;

create function application.an_appeal_excuses_an_absence() returns trigger language plpgsql as $$
begin
    if not exists (select from application.step s
                    where s.teacher_id = new.teacher_id and s.application_id = new.application_id and s.n = new.n - 1 and s.act = 'ABSENT') then
        raise exception 'an appeal excuses whoever is said to have been absent' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger an_appeal_excuses_an_absence before insert on application.step
    for each row when (new.act = 'APPEALED') execute function application.an_appeal_excuses_an_absence();
