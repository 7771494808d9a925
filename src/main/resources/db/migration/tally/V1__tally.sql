create schema if not exists tally;

-- A change of a figure, written in the transaction that changes the fact; folded into counters a moment later.
create table tally.delta (
    teacher_id      uuid   not null,
    id              uuid   not null,
    program_id      uuid   not null,
    organization_id uuid   not null,
    measure         text   not null check (measure in ('IN_SERVICE', 'ELIGIBLE', 'ENROLLED', 'STARTED', 'COMPLETED', 'CERTIFIED', 'HOURS')),
    n               bigint not null,
    primary key (teacher_id, id)
);

create index delta_by_program on tally.delta (program_id, organization_id);

-- The folded figures. HOURS counts hundredths of an hour. A figure is counter + unfolded deltas, read in one statement.
create table tally.counter (
    program_id      uuid   not null,
    organization_id uuid   not null,
    measure         text   not null,
    n               bigint not null,
    primary key (program_id, organization_id, measure)
);

create view tally.figure_card as
    select program_id, organization_id, measure, n from tally.counter
     union all
    select program_id, organization_id, measure, n from tally.delta;

-- What is not folded yet: for readers that keep sums of the counters (CountersMoved).
create view tally.delta_card as select program_id, organization_id, measure, n from tally.delta;
create view tally.counter_card as select program_id, organization_id, measure, n from tally.counter;
