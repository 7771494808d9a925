-- Few are refused among very many: the list of them does not look at everybody.
create index qualification_refused on qualification.qualification (teacher_id) where state = 'REFUSED';
