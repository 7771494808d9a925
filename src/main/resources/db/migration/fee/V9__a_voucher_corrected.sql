-- The voucher of what was paid out is put right with a reason, by another than who approved it. What stood there stays; the last one is what stands on
-- the refund. Payments need none: a wrong one is reversed and recorded anew.
create table fee.voucher_correction (
    id                uuid        primary key,
    refund_id         uuid        not null,                -- the refund itself is written with it, and never deleted
    n                 int         not null check (n > 0),
    was               text        not null check (length(was) between 1 and 60),
    becomes           text        not null check (length(becomes) between 1 and 60),
    reason            text        not null check (length(reason) between 2 and 200),
    corrected_at      timestamptz not null,
    corrected_by      uuid        not null,
    corrected_by_name text        not null,
    unique (refund_id, n),
    check (was <> becomes)
);

create trigger voucher_correction_is_append_only before update or delete on fee.voucher_correction
    for each row execute function public.refuse_change();
create trigger voucher_correction_is_never_emptied before truncate on fee.voucher_correction
    for each statement execute function public.refuse_change();

-- The account is held first, as by what counts the refund, so that two at the same moment see each other.
create function fee.correct_voucher() returns trigger language plpgsql as $$
begin
    perform 1 from fee.account a join fee.refund r on r.account_id = a.id where r.id = new.refund_id for no key update of a;
    update fee.refund r
       set voucher = new.becomes
     where r.id = new.refund_id and r.state = 'PAID' and r.voucher = new.was and r.decided_by <> new.corrected_by;
    if not found then
        raise exception 'what is corrected is the voucher that stands there, of what was paid out, by another than who approved it' using errcode = 'restrict_violation';
    end if;
    return null;
end
$$;

create trigger voucher_is_corrected after insert on fee.voucher_correction
    for each row execute function fee.correct_voucher();

create or replace function fee.keep_refund() returns trigger language plpgsql as $$
declare
    credit numeric;
begin
    if tg_op = 'DELETE' then
        raise exception 'a refund is never deleted' using errcode = 'restrict_violation';
    end if;
    if tg_op = 'UPDATE' then
        if old.state = 'PAID' and pg_trigger_depth() > 1 and to_jsonb(new) - 'voucher' = to_jsonb(old) - 'voucher' then
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
