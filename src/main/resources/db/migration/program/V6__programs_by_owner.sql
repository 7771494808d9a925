-- What is held in person by whoever owns a program is looked for from its owner.
create index program_by_owner on program.program (owner_id);
