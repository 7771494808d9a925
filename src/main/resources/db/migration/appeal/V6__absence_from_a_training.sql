-- That somebody was admitted to a training and did not come without a reason: its reference is the application.
alter table appeal.appeal drop constraint appeal_kind_check;
alter table appeal.appeal add constraint appeal_kind_check
    check (kind in ('HOURS', 'LESSON', 'QUIZ', 'CERTIFICATE', 'IDENTITY', 'CLAIM', 'APPLICATION', 'ATTENDANCE', 'ABSENCE')) not valid;
