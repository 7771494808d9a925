-- Who takes part in a training: whoever is admitted to a call, or has a place in an offering; in which unit he counts for it, and since when.
create view delivery.participant_card as
    select a.teacher_id, a.program_id as training_id, e.organization_id, greatest(e.joined_at, a.settled_at) as since
      from application.application_card a
      join enrollment.participation_card e on e.teacher_id = a.teacher_id and e.program_id = a.program_id
     where a.state = 'ADMITTED'
     union all
    select c.teacher_id, p.offering_id, e.organization_id, coalesce(c.promoted_at, c.chosen_at)
      from selection.place_card p
      join selection.selection_card c on c.teacher_id = p.teacher_id and c.offering_id = p.offering_id and c.state = 'SELECTED'
      join selection.offering_card f on f.offering_id = p.offering_id
      join enrollment.participation_card e on e.teacher_id = p.teacher_id and e.program_id = f.program_id
     where p.state = 'SELECTED';

alter table delivery.session add column set_at timestamptz; -- when its day and time were set; null where that was not kept yet
