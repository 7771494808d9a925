-- Who counts in a unit and is asked nothing all year: few, and looked for beside the figures of those who are asked.
create index state_asked_nothing on standing.state (year, organization_id, teacher_id) where months = 0;
