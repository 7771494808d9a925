-- A session of a training in person at which somebody stands as absent, as having left early, or as late without hours: its reference is the session.
alter table appeal.appeal drop constraint appeal_kind_check;
alter table appeal.appeal add constraint appeal_kind_check
    check (kind in ('HOURS', 'LESSON', 'QUIZ', 'CERTIFICATE', 'IDENTITY', 'CLAIM', 'APPLICATION', 'ATTENDANCE', 'ABSENCE', 'SESSION')) not valid;
