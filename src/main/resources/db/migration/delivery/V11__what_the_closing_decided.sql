-- Whether the rule gave hours to who was late, when it was closed: it may have changed since. And who closed it last: whoever closes a session without a word of somebody has decided that he was not there, and does not
-- decide about it once more. Null as long as it is not closed, and of what was closed before this was kept, or by a node of the version before.
alter table delivery.session add column late_counted boolean, add column closed_by uuid;

create function delivery.closing_is_undone() returns trigger language plpgsql as $$
begin
    new.late_counted = null;
    new.closed_by = null;
    return new;
end $$;

create trigger closing_is_undone before update of state on delivery.session
    for each row when (old.state = 'CLOSED' and new.state <> 'CLOSED') execute function delivery.closing_is_undone();
