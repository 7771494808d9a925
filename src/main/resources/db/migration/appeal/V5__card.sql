-- What was appealed against and what came of it, for those whose matter it is.
create view appeal.appeal_card as
    select a.teacher_id, a.id, a.kind, a.reference, a.level, a.state, a.filed_at, a.decided_at from appeal.appeal a;
