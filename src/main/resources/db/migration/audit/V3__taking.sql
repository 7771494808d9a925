-- How many rows of people's data somebody has taken away, and when: what a day's limit is counted in.
create table audit.taking (
    teacher_id uuid        not null,
    id         uuid        not null,
    at         timestamptz not null,
    rows       bigint      not null check (rows >= 0),
    primary key (teacher_id, id)
);

create trigger taking_is_append_only before update or delete on audit.taking
    for each row execute function public.refuse_change();
create trigger taking_is_never_emptied before truncate on audit.taking
    for each statement execute function public.refuse_change();
