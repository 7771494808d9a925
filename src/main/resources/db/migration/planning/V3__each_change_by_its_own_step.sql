-- What a line or a plan says is said by the newest step of the history, and by one about it: no older reason serves again. What is there begins as a draft, and is never emptied.
create or replace function planning.plan_says_why() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a plan is never deleted' using errcode = '23000';
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'DRAFT' or new.version <> 1 then
            raise exception 'a plan begins as a draft' using errcode = '23000';
        end if;
        return new;
    end if;
    if new.version < old.version or new.version = old.version and to_jsonb(new) <> to_jsonb(old) then
        raise exception 'a plan changes with a step of its history' using errcode = '23000';
    end if;
    if old.state = 'PUBLISHED'
       and to_jsonb(new) - '{version}'::text[] <> to_jsonb(old) - '{version}'::text[]
       and not exists (select from planning.step s where s.plan_id = new.id and s.n = new.version and s.about = ''
                          and s.act = case when new.state = 'DRAFT' then 'WITHDRAWN' when new.unit_id <> old.unit_id then 'FOLLOWED' else 'AMENDED' end
                          and not exists (select from planning.step later where later.plan_id = s.plan_id and later.n > s.n)) then
        raise exception 'what is published changes with a reason' using errcode = '23000';
    end if;
    return new;
end $$;

drop trigger plan_says_why on planning.plan;
create trigger plan_says_why before insert or update or delete on planning.plan for each row execute function planning.plan_says_why();

create or replace function planning.line_says_why() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a line is never deleted' using errcode = '23000';
    end if;
    if tg_op = 'UPDATE' and (new.version <= old.version or new.plan_id <> old.plan_id or new.id <> old.id or old.removed) then
        raise exception 'a line changes with a step of the history of its plan' using errcode = '23000';
    end if;
    if not exists (select from planning.step s join planning.plan p on p.id = s.plan_id
                    where s.plan_id = new.plan_id and s.n = new.version
                      and (s.about = new.title or s.act = 'DRAFTED')
                      and s.act = any (case p.state when 'PUBLISHED' then array['AMENDED', 'FOLLOWED'] else array['DRAFTED', 'CHANGED', 'FOLLOWED'] end)
                      and not exists (select from planning.step later where later.plan_id = s.plan_id and later.n > s.n)) then
        raise exception 'what is published changes with a reason' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger plan_is_never_emptied before truncate on planning.plan for each statement execute function public.refuse_change();
create trigger line_is_never_emptied before truncate on planning.line for each statement execute function public.refuse_change();
