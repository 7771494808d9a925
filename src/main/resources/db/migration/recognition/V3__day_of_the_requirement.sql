-- How many hours a day holds is said once, by the annual requirement; a node of the version before reads the day of the regulations here.
alter table recognition.policy alter column day_hours set default 8;
