-- Whoever waits in a term whose windows are all over waits no more, and has to be nowhere for it. The closing second counts to its end.
create or replace view selection.meeting_card as
    select s.teacher_id, s.id, s.offering_id, s.program_id, s.meets
      from selection.selection s
     where s.state <> 'DROPPED' and s.meets <> '{}'
       and (s.state = 'SELECTED'
            or ((select max(w.closes_at) from selection.window_card w where w.term_id = s.term_id) < clock_timestamp() - interval '1 second') is not true);
