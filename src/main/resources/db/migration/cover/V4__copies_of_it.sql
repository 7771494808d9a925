-- What was said of somebody's lessons, version by version, for the copy of his own data.
create view cover.act_card as
    select teacher_id, day, cause, unit_id, title, version, act, kind, covered_by, note, reason, at from cover.act;

-- What somebody was asked to take over for others: whose lessons they are and why is said to nobody else.
create view cover.taken_card as
    select h.covered_by as teacher_id, h.day, h.unit_id, h.version, h.act, h.note, h.at, a.state = 'ARRANGED' and a.covered_by = h.covered_by as holds
      from cover.act h
      join cover.arrangement a on a.teacher_id = h.teacher_id and a.day = h.day and a.cause = h.cause
     where h.covered_by is not null;

create index act_by_cover on cover.act (covered_by) where covered_by is not null;
