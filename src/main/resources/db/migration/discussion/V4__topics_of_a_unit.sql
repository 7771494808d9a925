-- New topics are looked for from the units above those who open their start page.
create index topic_of_unit on discussion.topic (organization_id, program_id);
