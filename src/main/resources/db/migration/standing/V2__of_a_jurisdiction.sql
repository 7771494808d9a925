-- Everybody whom an authority asks in a year, by their ids, with the units in which they count.
create index state_of_jurisdiction on standing.state (jurisdiction, year, teacher_id) include (organization_id);
