-- When it was opened again last: whoever had hours of it once, and whose year was validated by then while it was closed without him, has none of it by a later closing. Null of what never was, or was
-- before this was kept.
alter table delivery.session add column opened_at timestamptz;
