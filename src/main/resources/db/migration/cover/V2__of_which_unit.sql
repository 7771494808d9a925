-- The history says of which unit the lessons were and what for, and that an arrangement was passed on with its unit: whoever asks somebody next does not read what was said of him before.
alter table cover.act
    add column unit_id uuid,
    add column title   text not null default '';
alter table cover.act disable trigger act_is_append_only;
update cover.act h set unit_id = a.unit_id, title = a.title
  from cover.arrangement a
 where a.teacher_id = h.teacher_id and a.day = h.day and a.cause = h.cause;
alter table cover.act enable trigger act_is_append_only;
alter table cover.act alter column unit_id set not null;

alter table cover.act drop constraint act_act_check, drop constraint act_check;
alter table cover.act add constraint act_act_check check (act in ('ARRANGED', 'CHANGED', 'WITHDRAWN', 'GONE', 'PASSED')) not valid;
alter table cover.act add constraint act_by_check check ((act in ('GONE', 'PASSED')) = (by is null)) not valid;
