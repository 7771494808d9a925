-- Whoever appeals against a refusal for the second time appeals against another one of the same identity.
create view census.decided_card as
    select teacher_id, program_id, id, track from census.decision;
