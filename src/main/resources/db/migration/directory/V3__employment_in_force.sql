-- Who a person is today is asked by most pages: found by his key alone, not through the ranges of the exclusion constraint.
create index if not exists employment_in_force on directory.employment (teacher_id)
    where engagement = 'FULL_TIME' and state in ('ACTIVE', 'SECONDED', 'ON_LEAVE');
