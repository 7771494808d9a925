create schema if not exists report;

-- What the counters of a subtree add up to, for every organization on the path: moved in the transaction that moves the
-- counters. A figure of the nation is then read as cheaply as one of a school: subtotal + unfolded deltas, in one statement.
create table report.subtotal (
    program_id      uuid   not null,
    organization_id uuid   not null,
    measure         text   not null,
    n               bigint not null,
    primary key (program_id, organization_id, measure)
);
