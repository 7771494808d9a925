create or replace view ledger.entry_card as
    select teacher_id, id, program_id, category, year, earned, credited, rule_version, source, reference, posted_at, reverses,
           lesson_id, earned_on
      from ledger.entry;
