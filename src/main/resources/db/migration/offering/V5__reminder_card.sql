-- What was sent stands in the console beside every other reminder; one that has told nobody yet is none.
create view offering.reminder_card as
    select id, term_id, organization_id, which, asked_by, asked_at, listed, told from offering.reminder where told > 0;
