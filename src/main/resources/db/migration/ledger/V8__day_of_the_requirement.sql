-- How many hours of one day count, as the annual requirement said where the hours were posted and when they were: what it says later does not
-- change them. Null where nobody said, for what is no work of a day, for reversals, for history that was loaded, and for what was posted
-- before the ledger held anybody to it. Every entry that is there satisfies the check, its new column being null: they are not read through while
-- everybody waits.
alter table ledger.entry add column day_max numeric(4, 2);
alter table ledger.entry add constraint entry_fits_its_days check (day_max is null or days > 0 and credited <= day_max * days) not valid;

-- Since when the ledger holds hours to what a version says of a day.
alter table ledger.annual_requirement add column held_since timestamptz not null default now();

create or replace view ledger.entry_card as
    select teacher_id, id, program_id, category, year, earned, credited, rule_version, source, reference, posted_at, reverses,
           lesson_id, earned_on, evidence ->> 'theme' as theme, days, day_max, limited_by ->> 'cap' as cut_by
      from ledger.entry;
