-- For whose bills another unit answers since they went up in it: few, and asked of one unit at a time.
create index account_elsewhere on fee.account (debtor_id) where keeper_id <> debtor_id;
