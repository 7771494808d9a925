-- Whoever had hours of a session, and whose year was validated before they came back, is asked how he stood there then: his acts say it. When the session was opened again last is
-- no longer asked; nodes of the version before still write it, so it goes with a later one.
comment on column delivery.session.opened_at is 'Not read any more; goes with a later version';
