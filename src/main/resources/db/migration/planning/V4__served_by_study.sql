-- 校本研修 may serve a line as well: what somebody has studied in the year of the plan counts, whichever unit has held it.
alter table planning.line add column study boolean not null default false;
