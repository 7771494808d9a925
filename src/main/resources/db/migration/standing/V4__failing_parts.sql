-- A part that fails steps back behind the others, and is tried again after a while that grows.
alter table standing.count_order add column failed int not null default 0 check (failed >= 0);
alter table standing.count_order add column due_at timestamptz not null default '-infinity';
