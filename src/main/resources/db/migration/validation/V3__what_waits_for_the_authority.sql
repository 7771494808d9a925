-- What units have confirmed and their authority has not validated: its start page asks how many they are.
create index dossier_to_validate on validation.dossier (call_id, teacher_id) where state = 'UNIT_CONFIRMED';
