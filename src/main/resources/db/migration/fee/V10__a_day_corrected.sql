-- A voucher has a number and a day; either may have been typed wrongly. Where no days are given, the number alone was put right.
alter table fee.voucher_correction
    add column was_on     date,
    add column becomes_on date,
    drop constraint voucher_correction_check,
    add constraint voucher_correction_corrects check ((was, was_on) is distinct from (becomes, becomes_on)) not valid,
    add constraint voucher_correction_has_both_days check ((was_on is null) = (becomes_on is null)) not valid,
    add constraint voucher_correction_is_over check (becomes_on <= (corrected_at at time zone 'Asia/Shanghai')::date) not valid;

create or replace function fee.correct_voucher() returns trigger language plpgsql as $$
begin
    perform 1 from fee.account a join fee.refund r on r.account_id = a.id where r.id = new.refund_id for no key update of a;
    update fee.refund r
       set voucher = new.becomes, paid_on = coalesce(new.becomes_on, r.paid_on)
     where r.id = new.refund_id and r.state = 'PAID' and r.voucher = new.was and r.paid_on = coalesce(new.was_on, r.paid_on) and r.decided_by <> new.corrected_by;
    if not found then
        raise exception 'what is corrected is the voucher that stands there, of what was paid out, by another than who approved it' using errcode = 'restrict_violation';
    end if;
    return null;
end
$$;

create or replace function fee.keep_refund() returns trigger language plpgsql as $$
declare
    credit numeric;
begin
    if tg_op = 'DELETE' then
        raise exception 'a refund is never deleted' using errcode = 'restrict_violation';
    end if;
    if tg_op = 'UPDATE' then
        if old.state = 'PAID' and pg_trigger_depth() > 1 and to_jsonb(new) - '{voucher,paid_on}'::text[] = to_jsonb(old) - '{voucher,paid_on}'::text[] then
            return new;
        end if;
        if (new.id, new.account_id, new.amount, new.reason, new.proposed_at, new.proposed_by) is distinct from
           (old.id, old.account_id, old.amount, old.reason, old.proposed_at, old.proposed_by)
           or not (old.state, new.state) in (('PROPOSED', 'APPROVED'), ('PROPOSED', 'REJECTED'), ('APPROVED', 'REJECTED'), ('APPROVED', 'PAID'))
           or new.state = 'PAID' and (new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by) then
            raise exception 'a refund is proposed, decided and paid out once' using errcode = 'restrict_violation';
        end if;
    elsif new.state <> 'PROPOSED' then
        raise exception 'a refund begins as a proposal' using errcode = 'restrict_violation';
    end if;
    if new.state <> 'REJECTED' then
        select a.paid - a.billed - a.refunded into credit from fee.account a where a.id = new.account_id for no key update;
        if new.amount > credit then
            raise exception 'no more goes back than was paid too much' using errcode = 'restrict_violation';
        end if;
    end if;
    if new.state = 'PAID' then
        update fee.account a set refunded = a.refunded + new.amount where a.id = new.account_id;
    end if;
    return new;
end
$$;
