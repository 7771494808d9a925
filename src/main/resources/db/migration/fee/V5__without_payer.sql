-- The places that an issue bills to nobody, by the unit where people count: above it stands nobody of the kind that is to pay, or nobody knows
-- the unit. Named as it was called then; nothing is rewritten once the issue is finished.
create table fee.without_payer (
    issue_id uuid           not null references fee.issue,
    payer    text           not null check (payer in ('PROVINCE', 'CITY', 'UNIT', 'TEACHER')),
    unit_id  uuid           references directory.organization,
    unit     text,
    unit_en  text,
    places   int            not null check (places > 0),
    amount   numeric(14, 2) not null check (amount > 0),
    unique nulls not distinct (issue_id, payer, unit_id),
    check ((unit_id is null) = (unit is null)),
    check (unit_en is null or unit is not null)
);

create function fee.freeze_without_payer() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or exists (select from fee.issue i where i.id = new.issue_id and i.finished_at is not null)
       or tg_op = 'UPDATE' and (new.issue_id, new.payer, new.unit_id) is distinct from (old.issue_id, old.payer, old.unit_id) then
        raise exception 'what an issue billed to nobody stays as it was' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger without_payer_is_frozen before insert or update or delete on fee.without_payer
    for each row execute function fee.freeze_without_payer();
create trigger without_payer_is_never_emptied before truncate on fee.without_payer
    for each statement execute function public.refuse_change();
