-- For what whoever takes the lessons is away himself on that day, and was asked all the same: whatever comes up later is not among it, and is shown.
alter table cover.arrangement add column accepted text[] not null default '{}';
