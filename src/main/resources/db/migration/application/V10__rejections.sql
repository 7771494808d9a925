-- What schools and districts have rejected, and whether an application is still rejected by it: for whoever decides whether that was right. What the last level
-- says is a proposal until the list is published, and the list itself after that.
create view application.rejection_card as
select s.teacher_id, s.id, s.application_id,
       a.state = 'REJECTED' and not exists (select from application.step u where u.teacher_id = s.teacher_id and u.application_id = s.application_id and u.undoes = s.id) as stands
  from application.step s
  join application.application a on a.teacher_id = s.teacher_id and a.id = s.application_id
 where s.act = 'REJECTED' and s.level <> 'CITY';
