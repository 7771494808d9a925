-- The track is one of the program, so that the program is there: it need not be looked up a second time for each of thousands.
alter table enrollment.participation drop constraint participation_program_id_fkey;
