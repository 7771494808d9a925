-- What was sent stands in the console beside every other reminder; one that has told nobody yet is none.
create view report.reminder_card as
    select id, organization_id, year, line, stage, asked_by, asked_at, listed, told from report.reminder where told > 0;
