-- How people come into a program: by joining, by a place they have chosen, by an application that is decided, by being assigned.
alter table program.program
    add column admission text not null default 'OPEN' check (admission in ('OPEN', 'SELECTION', 'APPLICATION', 'ASSIGNED'));
