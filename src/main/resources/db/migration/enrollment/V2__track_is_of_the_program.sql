-- The track is one of the program, so that the program is there: it need not be looked up a second time for each of thousands.
-- Whoever takes part looks at his program first: so does this, and waits in no circle.
lock table program.program in access exclusive mode;
alter table enrollment.participation drop constraint participation_program_id_fkey;
