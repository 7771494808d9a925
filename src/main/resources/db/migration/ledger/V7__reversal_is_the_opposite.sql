-- A reversal takes back exactly what its entry gave, in the same place; of how many days that was is the entry's to say, so that a node of the
-- version before, which knows of no days, gives them all back as well.
create function ledger.reversal_is_the_opposite() returns trigger language plpgsql as $$
declare
    entry ledger.entry;
begin
    select * into entry from ledger.entry e where e.teacher_id = new.teacher_id and e.id = new.reverses;
    if not found then
        return new;                                         -- the foreign key refuses it
    end if;
    new.days := entry.days;
    if entry.reverses is not null
       or (new.jurisdiction, new.program_id, new.phase_id, new.course_id, new.lesson_id, new.category, new.year, new.earned_on, new.earned, new.credited)
          is distinct from (entry.jurisdiction, entry.program_id, entry.phase_id, entry.course_id, entry.lesson_id, entry.category, entry.year,
                            entry.earned_on, -entry.earned, -entry.credited) then
        raise exception 'a reversal of entry % is not its opposite', new.reverses using errcode = '23514';
    end if;
    return new;
end $$;

create trigger reversal_is_the_opposite before insert on ledger.entry
    for each row when (new.reverses is not null) execute function ledger.reversal_is_the_opposite();
