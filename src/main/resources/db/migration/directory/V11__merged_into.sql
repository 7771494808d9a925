-- Where a unit that is closed went up in.
alter table directory.organization
    add column merged_into uuid references directory.organization,
    add check (merged_into <> id);
