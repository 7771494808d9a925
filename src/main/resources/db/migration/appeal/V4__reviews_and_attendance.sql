-- A claim of hours or an application that was rejected: its reference is the review. An event of school-based study at which somebody stands as absent: its reference is the event.
alter table appeal.appeal drop constraint appeal_kind_check;
alter table appeal.appeal add constraint appeal_kind_check
    check (kind in ('HOURS', 'LESSON', 'QUIZ', 'CERTIFICATE', 'IDENTITY', 'CLAIM', 'APPLICATION', 'ATTENDANCE')) not valid;
