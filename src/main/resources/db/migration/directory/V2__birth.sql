-- A birth date in plain beside the mask of a number leaves few numbers to choose from: it is encrypted like the number itself.
-- Whoever has a resident number keeps his birth date in it.
alter table directory.teacher add column born_encrypted bytea;
alter table directory.teacher drop column born_on;
