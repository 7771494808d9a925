-- A teaching point has no offices of its own: what waits there is the turn of the school that it belongs to.
update recognition.step s
   set unit_id = o.parent_id
  from directory.organization_card o
 where o.id = s.unit_id and o.kind = 'TEACHING_POINT' and o.parent_id is not null and s.state = 'WAITING';

update recognition.claim c
   set lies_id = o.parent_id
  from directory.organization_card o
 where o.id = c.lies_id and o.kind = 'TEACHING_POINT' and o.parent_id is not null;
