-- Whoever has claimed, or for whom a workbook has: held by its row, so that filings of a person come one after the other. A workbook of ten thousand
-- holds as many, and locks that are no rows lie in a memory that is full by then. A node of the version before does not ask here: between it and
-- the others the constraints of claims decide, as they do anyway.
create table recognition.claimant (
    teacher_id uuid primary key
);
