-- Hours that were taken back because something was opened again, and come back when it is closed: a decision on a person's year, also on one that was validated in between without them.
create or replace view ledger.entry_card as
    select teacher_id, id, program_id, category, year, earned, credited, rule_version, source, reference, posted_at, reverses,
           lesson_id, earned_on, evidence ->> 'theme' as theme, days, day_max, limited_by ->> 'cap' as cut_by,
           coalesce(evidence ->> 'appeal', 'false') = 'true' as by_appeal,
           coalesce(evidence ->> 'again', 'false') = 'true' as again
      from ledger.entry;
