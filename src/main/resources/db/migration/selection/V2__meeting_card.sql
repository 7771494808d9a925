-- When somebody has to be at a course of his: for whoever asks whether another training is on the same days.
create view selection.meeting_card as
    select teacher_id, id, offering_id, program_id, meets from selection.selection where state <> 'DROPPED' and meets <> '{}';
