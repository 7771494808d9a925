-- Lists of people go by the stage in which they teach, also of those who are in nobody's service any more.
create or replace view directory.teacher_card as
    select teacher_id, name, document_masked, hired_on, stage from directory.teacher;
