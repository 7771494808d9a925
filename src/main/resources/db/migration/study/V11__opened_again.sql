-- When it was opened again last: whoever had hours of it once, and whose year was validated by then while it was closed without him, has none of it by a later closing. Null of what never was, or was
-- before this was kept.
alter table study.event add column opened_at timestamptz;

-- What was called off stays so, and what was closed once is put right, and not called off. What is called off already stays as it is.
create function study.event_stays() returns trigger language plpgsql as $$
begin
    raise exception 'an event that is called off stays so, and one that was closed is not called off' using errcode = '23000';
end $$;

create trigger event_stays before update of state on study.event
    for each row when (new.state <> old.state and (old.state = 'CANCELED' or new.state = 'CANCELED' and new.posting > 0))
    execute function study.event_stays();
