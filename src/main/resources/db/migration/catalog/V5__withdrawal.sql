-- A withdrawn course is offered to nobody any more. Who is learning it in a program goes on: it stays as it is.
alter table catalog.course add column withdrawn_at timestamptz;

create or replace view catalog.course_card as select id, code, title, summary, stages, withdrawn_at from catalog.course;
