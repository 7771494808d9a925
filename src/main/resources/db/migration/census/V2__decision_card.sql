-- Whoever appeals against a refusal names it, and who refused does not decide about it.
create or replace view census.decision_card as
    select teacher_id, program_id, track, organization_id, state, reason, decided_at, id, decided_by from census.decision where ended_at is null;
