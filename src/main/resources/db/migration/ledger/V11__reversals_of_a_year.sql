-- Whatever stands as it was posted, in sums of others, is put right by the reversals of its year: there are few.
create index entry_reversed on ledger.entry (year) where reverses is not null;
