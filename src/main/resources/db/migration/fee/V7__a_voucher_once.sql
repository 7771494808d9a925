-- One voucher may pay several statements, but the same sum of the same statement only once; what was reversed does not count any more.
-- What a channel brings is told apart by the channel's own keys and never held up.
create index payment_of_voucher on fee.payment (upper(voucher)) where reverses is null;

create function fee.refuse_voucher_twice() returns trigger language plpgsql as $$
begin
    if exists (select from fee.payment p
                where p.statement_id = new.statement_id and upper(p.voucher) = upper(new.voucher) and p.amount = new.amount and p.id <> new.id
                  and not exists (select from fee.payment r where r.reverses = p.id)) then
        raise exception 'the voucher % is recorded on this statement with the same sum already', new.voucher using errcode = 'unique_violation';
    end if;
    return null;
end
$$;

-- After the account is held by what counts the payment, so that two at the same moment see each other.
create trigger payment_counts_once after insert on fee.payment
    for each row when (new.reverses is null and new.channel = 'TRANSFER') execute function fee.refuse_voucher_twice();
