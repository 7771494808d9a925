-- The few whose name is not proven, for lists over many people.
create index teacher_name_not_proven on directory.teacher (teacher_id) where real_name in ('UNVERIFIED', 'REJECTED');
