-- What somebody's start page asks for: trainings of an authority that are not over yet.
create index call_with_days on application.call (owner_id, (upper(training) - 1)) where published_at is not null and training <> '{}';
