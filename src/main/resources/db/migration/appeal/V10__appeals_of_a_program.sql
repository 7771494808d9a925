-- Of a training, for whoever publishes its list: those that wait, and those that may yet go to the second level.
create index appeal_open_of_program on appeal.appeal (program_id) where kind = 'APPLICATION' and state in ('WAITING', 'REJECTED');
drop index appeal.appeal_waiting_of_program;
