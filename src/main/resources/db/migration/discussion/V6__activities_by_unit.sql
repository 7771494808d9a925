-- What somebody's start page asks for: activities of a unit that are not long over.
create index activity_of_unit on discussion.activity (organization_id, held_on);
