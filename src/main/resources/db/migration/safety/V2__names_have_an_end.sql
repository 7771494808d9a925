-- Who could be reached is named as long as somebody may have to reach him. A while after the occasion is over the name and the number are gone; who had written them, and when, stays.
alter table safety.responsible add column forgotten_at timestamptz;
alter table safety.responsible add constraint responsible_forgotten_check check (forgotten_at is null or name = '' and phone = '') not valid;

create index responsible_known on safety.responsible (occasion_id) where name <> '';

create function safety.is_only_forgotten() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.forgotten_at is not null or new.forgotten_at is null
       or to_jsonb(new) - '{name,phone,forgotten_at}'::text[] <> to_jsonb(old) - '{name,phone,forgotten_at}'::text[] then
        raise exception 'who was named is forgotten, and not changed' using errcode = '23000';
    end if;
    return new;
end $$;

drop trigger responsible_is_append_only on safety.responsible;
create trigger responsible_is_only_forgotten before update or delete on safety.responsible for each row execute function safety.is_only_forgotten();
