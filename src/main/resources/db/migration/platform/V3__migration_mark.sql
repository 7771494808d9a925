-- Which migration files have all been run on this database: a start that brings the same ones asks no module's history.
create table platform.migration_mark (
    only_one boolean     primary key default true check (only_one),
    files    text        not null check (files ~ '^[0-9a-f]{64}$'),   -- SHA-256 of their names and contents
    run_at   timestamptz not null
);
