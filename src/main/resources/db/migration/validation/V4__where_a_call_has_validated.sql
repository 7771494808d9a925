-- Whom an authority has validated, by the units in which it did: some of them lie elsewhere since.
create index dossier_validated_under_call on validation.dossier (call_id, organization_id, teacher_id) where state = 'VALIDATED';
