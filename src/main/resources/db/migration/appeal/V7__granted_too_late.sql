-- Who was right hears so also when nothing can come of it any more: why not stands with the decision.
alter table appeal.step add column late text;
alter table appeal.step add constraint step_late_check check (late is null or act = 'GRANTED' and late in ('LISTED', 'CANCELLED')) not valid;

-- Of a training, for whoever publishes its list.
create index appeal_waiting_of_program on appeal.appeal (program_id) where state = 'WAITING' and kind = 'APPLICATION';
