create schema if not exists setup;

-- Whoever started an empty platform proves it by a code that only its terminal and its data folder have told. Each node may
-- have made one; the first that is used voids all of them.
create table setup.code (
    hash    bytea       primary key,
    made_at timestamptz not null
);
