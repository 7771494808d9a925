-- What reviews have rejected, and whether a claim is still rejected by it: for whoever decides whether that was right.
create view recognition.rejection_card as
select a.teacher_id, a.id, a.claim_id,
       c.state = 'REJECTED' and exists (select from recognition.step s where s.teacher_id = a.teacher_id and s.claim_id = a.claim_id and s.act_id = a.id) as stands
  from recognition.act a
  join recognition.claim c on c.teacher_id = a.teacher_id and c.id = a.claim_id
 where a.act = 'REJECT';
