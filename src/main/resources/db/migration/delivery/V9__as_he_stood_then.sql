-- Whoever had hours of a session, and whose year was validated before they came back, is asked how he stood there then: his acts say it. When the session was opened again last is
-- no longer asked; nodes of the version before still ask it, so it is written for them, and goes with a later one.
comment on column delivery.session.opened_at is 'Written for nodes of the version before alone; goes with a later version';
