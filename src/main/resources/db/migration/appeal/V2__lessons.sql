-- A lesson that somebody has begun and believes done, and that never brought hours. Its reference is the first session of it.
alter table appeal.appeal drop constraint appeal_kind_check;
alter table appeal.appeal add constraint appeal_kind_check check (kind in ('HOURS', 'LESSON', 'QUIZ', 'CERTIFICATE', 'IDENTITY'));
