-- A unit confirms the people who count in it: whoever has moved since is confirmed by his next unit.
alter table validation.dossier add column unit_confirmed_in uuid references directory.organization;
alter table validation.dossier add constraint dossier_validated_where_confirmed
    check (state <> 'VALIDATED' or unit_confirmed_in = organization_id) not valid;
alter table validation.dossier add constraint dossier_confirmed_somewhere
    check (unit_confirmed_in is null or unit_confirmed_at is not null) not valid;

-- Those that wait: in the unit in which they count now, where whoever confirmed them is in charge of it, or they had confirmed there themselves.
update validation.dossier d
   set unit_confirmed_in = s.organization_id
  from standing.state_card s
  join directory.organization_card o on o.id = s.organization_id
 where d.state = 'UNIT_CONFIRMED' and s.teacher_id = d.teacher_id and s.year = d.year
   and (exists (select from directory.appointment_card a where a.teacher_id = d.unit_confirmed_by and a.path operator(public.@>) o.path)
        or exists (select from validation.step p
                    where p.teacher_id = d.teacher_id and p.year = d.year and p.act = 'CONFIRMED' and p.at = d.confirmed_at and p.facts ->> 'unitCode' = o.code));

-- How far an open year has come in the unit in which the person counts now.
create function validation.said(state text, confirmed_at timestamptz, unit_confirmed_in uuid, unit uuid) returns text language sql immutable parallel safe as $$
    select case when state <> 'UNIT_CONFIRMED' or unit_confirmed_in = unit then state when confirmed_at is null then 'OPEN' else 'CONFIRMED' end
$$;

-- Whether what somebody kept has become less, or somebody else's: hours taken back, more asked for, another name, number or day of hiring. Hours that
-- have come, and less that is asked for, nobody needs to confirm again; posts and unit are the unit's to confirm.
create function validation.takes_back(kept jsonb, later jsonb) returns boolean language sql immutable parallel safe as $$
    select kept is not null and later is not null and kept is distinct from later
       and ((kept ->> 'name', kept ->> 'document', kept ->> 'hiredOn') is distinct from (later ->> 'name', later ->> 'document', later ->> 'hiredOn')
            or exists (select
                         from (select 'C' as part, line from jsonb_array_elements(kept -> 'categories') line
                                union all select 'T', line from jsonb_array_elements(kept -> 'themes') line
                                union all select 'A', kept -> 'total') k
                         full join (select 'C' as part, line from jsonb_array_elements(later -> 'categories') line
                                     union all select 'T', line from jsonb_array_elements(later -> 'themes') line
                                     union all select 'A', later -> 'total') n on n.part = k.part and n.line ->> 'code' = k.line ->> 'code'
                        where coalesce((n.line ->> 'have')::numeric, 0) < coalesce((k.line ->> 'have')::numeric, 0)
                           or coalesce((n.line ->> 'need')::numeric, 0) > coalesce((k.line ->> 'need')::numeric, 0)))
$$;

-- Whom a batch of confirmed years has come by without validating them, and why.
create table validation.left_out (
    teacher_id uuid not null,
    batch_id   uuid not null,
    why        text not null check (why in ('CHANGED', 'MOVED')),
    primary key (teacher_id, batch_id)
);

create index left_out_of_batch on validation.left_out (batch_id, teacher_id);
create trigger left_out_is_append_only before update or delete on validation.left_out
    for each row execute function public.refuse_change();
create trigger left_out_is_never_emptied before truncate on validation.left_out
    for each statement execute function public.refuse_change();
