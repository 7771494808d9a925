-- What was held in person can be called off while an appeal waits: whoever was right hears so then as well, and why nothing comes of it stands with the decision.
alter table appeal.step drop constraint step_late_check;
alter table appeal.step add constraint step_late_check
    check (late is null or act = 'GRANTED' and late in ('LISTED', 'CANCELLED', 'SESSION_CANCELED', 'EVENT_CANCELED')) not valid;

create or replace view appeal.appeal_card as
    select a.teacher_id, a.id, a.kind, a.reference, a.level, a.state, a.filed_at, a.decided_at,
           (select s.late from appeal.step s where s.teacher_id = a.teacher_id and s.appeal_id = a.id and s.act = 'GRANTED' order by s.n desc limit 1) as late
      from appeal.appeal a;
