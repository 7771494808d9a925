-- A file on its way. Whoever sends it goes on where he stopped; its bytes wait in the store until all of them are there.
create table document.upload (
    teacher_id uuid        not null,
    id         uuid        not null,
    reference  text        not null,                     -- what it is for
    name       text        not null check (name <> ''),
    size       bigint      not null check (size > 0),
    received   bigint      not null default 0 check (received between 0 and size),
    touched_at timestamptz not null,
    primary key (teacher_id, id),
    -- The same file for the same place is the same upload.
    unique (teacher_id, reference, name, size)
);
