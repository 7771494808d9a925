-- How many people a year asks for hours, and how many meet a line of it: the line stands where others name a program.
alter table tally.delta drop constraint delta_measure_check;
alter table tally.delta add constraint delta_measure_check
    check (measure in ('IN_SERVICE', 'ELIGIBLE', 'ENROLLED', 'STARTED', 'COMPLETED', 'CERTIFIED', 'HOURS', 'ASKED', 'MET'));
