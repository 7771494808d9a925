-- The windows in force, for calendars: the newest version of each.
create view program.window_card as
    select distinct on (program_id, phase_id, course_id, kind) program_id, phase_id, course_id, kind, opens_at, closes_at, version, set_at
      from program.window
     order by program_id, phase_id, course_id, kind, version desc;
