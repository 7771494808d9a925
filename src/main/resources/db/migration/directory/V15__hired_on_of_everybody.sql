-- Of whoever has left, too: a year that is over asks him for the months since he was hired.
create or replace view directory.teacher_card as
    select teacher_id, name, document_masked, hired_on from directory.teacher;
