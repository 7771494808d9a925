-- How many days an entry's hours are of, the last of which is earned_on: none for what is no work of a day. What was posted before
-- counts as it was posted.
alter table ledger.entry add column days int not null default 1 check (days >= 0);

create index entry_of_several_days on ledger.entry (teacher_id, earned_on) where days > 1;

create or replace view ledger.entry_card as
    select teacher_id, id, program_id, category, year, earned, credited, rule_version, source, reference, posted_at, reverses,
           lesson_id, earned_on, evidence ->> 'theme' as theme, days
      from ledger.entry;
