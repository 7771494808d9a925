-- How people come into a program: by joining, where nothing else is said; by a place they have chosen; by an application that is
-- decided; by being assigned.
create table enrollment.admission_path (
    program_id uuid primary key references program.program,
    path       text not null check (path in ('OPEN', 'SELECTION', 'APPLICATION', 'ASSIGNED'))
);

create view enrollment.admission_path_card as select program_id, path from enrollment.admission_path;
