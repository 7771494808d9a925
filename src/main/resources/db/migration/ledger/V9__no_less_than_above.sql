-- What an authority asks is at least what those above it ask: where they ask more, a version follows, and this is the one of its own that it follows.
alter table ledger.annual_requirement add column raised_from int check (raised_from < version);
