-- What a year's policy says beside its categories: themed requirements inside them, the most hours of one day that are recognized, and
-- whether whoever was hired in the year is asked for the months since then.
alter table ledger.annual_requirement
    add column themes jsonb not null default '[]',          -- [{code, title, titleEn, need, programs: [uuid]}]
    add column day_max numeric(4, 2) check (day_max between 0.01 and 24),
    add column new_hires text not null default 'FULL_YEAR' check (new_hires in ('FULL_YEAR', 'BY_MONTH')),
    add column defined_at timestamptz not null default now(),
    add column defined_by uuid;

create trigger annual_requirement_is_append_only before update or delete on ledger.annual_requirement
    for each row execute function public.refuse_change();

create or replace view ledger.annual_requirement_card as
    select jurisdiction, year, version, title, basis, total, categories, themes, day_max, new_hires from ledger.annual_requirement;

-- Hours from outside name their theme themselves; a program's theme is the policy's to say.
create or replace view ledger.entry_card as
    select teacher_id, id, program_id, category, year, earned, credited, rule_version, source, reference, posted_at, reverses,
           lesson_id, earned_on, evidence ->> 'theme' as theme
      from ledger.entry;
