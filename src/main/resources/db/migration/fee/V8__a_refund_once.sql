-- By one voucher several refunds may be paid, but the same sum to the same account only once. What is paid out is never reversed.
create index refund_of_voucher on fee.refund (upper(voucher)) where state = 'PAID';

create function fee.refuse_refund_twice() returns trigger language plpgsql as $$
begin
    if exists (select from fee.refund r
                where r.account_id = new.account_id and r.state = 'PAID' and upper(r.voucher) = upper(new.voucher) and r.amount = new.amount and r.id <> new.id) then
        raise exception 'by the voucher % the same sum went back to this account already', new.voucher using errcode = 'unique_violation';
    end if;
    return null;
end
$$;

-- After the account is held by what counts the refund, so that two at the same moment see each other.
create trigger refund_goes_back_once after update on fee.refund
    for each row when (new.state = 'PAID') execute function fee.refuse_refund_twice();
