-- A track is one of its program, so that the reference to the track is one to the program as well; asked for once a participation instead of twice.
alter table enrollment.participation drop constraint participation_program_id_fkey;
