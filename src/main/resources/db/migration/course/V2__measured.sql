-- Of a film that says how long it is, nobody's word is needed.
alter table course.lesson add column measured int check (measured between 1 and 86400);
