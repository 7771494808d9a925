-- Why a unit has denied somebody's name and number. Whether it still does, the directory says.
create table census.real_name_refusal (
    teacher_id uuid        primary key,
    reason     text        not null check (length(reason) between 1 and 200),
    refused_at timestamptz not null
);
