-- What somebody has to do something about: every start page of those who make or review courses asks.
create index draft_waiting on course.draft (owner_id) where state in ('SUBMITTED', 'RETURNED');
