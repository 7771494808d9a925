-- What is new for those below: every start page of people with an appointment asks.
create index bulletin_published on bulletin.bulletin (published_at) where published_at is not null;
