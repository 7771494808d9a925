-- A question never changes. A new wording, key or explanation is a new question that takes the place of the old one in the
-- bank; the old one stays for the attempts that drew it.
alter table catalog.question
    add column replaces   uuid references catalog.question,
    add column retired_at timestamptz;

alter table catalog.question drop constraint question_lesson_id_position_key;
create unique index question_in_bank on catalog.question (lesson_id, position) where retired_at is null;
create unique index question_replaced_once on catalog.question (replaces);

create function catalog.question_is_final() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.retired_at is null and new.retired_at is not null
       and to_jsonb(new) - 'retired_at' = to_jsonb(old) - 'retired_at' then
        return new;
    end if;
    raise exception 'question % does not change', old.id using errcode = '23000';
end $$;

create trigger question_is_final before update or delete on catalog.question
    for each row execute function catalog.question_is_final();
