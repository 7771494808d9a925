-- What somebody has decided about stays before him as he saw it: papers change while an application is open, and never in their place.
create function application.papers_stay() returns trigger language plpgsql as $$
declare
    teacher uuid := case when tg_op = 'DELETE' then old.teacher_id else new.teacher_id end;
    one     uuid := case when tg_op = 'DELETE' then old.application_id else new.application_id end;
begin
    if tg_op = 'UPDATE' or not exists (select from application.application a
                                        where a.teacher_id = teacher and a.id = one and a.state in ('SUBMITTED', 'RETURNED')) then
        raise exception 'papers of an application stay when it is decided' using errcode = '23000';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger papers_stay before insert or update or delete on application.attachment
    for each row execute function application.papers_stay();
