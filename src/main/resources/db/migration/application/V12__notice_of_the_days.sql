-- 培训时间另行通知: by what notice the days of a training were said.
alter table application.call add column training_notice text;
alter table application.call add constraint call_training_notice_check check (training_notice <> '' and length(training_notice) <= 100) not valid;
