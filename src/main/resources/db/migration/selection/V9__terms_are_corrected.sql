-- A term that nobody has seen may be thrown away, with its windows and what it would have offered. Whatever was published stays, stays published,
-- and keeps its code under its authority; nobody may choose fewer courses than he was told.
create function selection.keep_published_term() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.published_at is not null then
            raise exception 'term % was published and stays', old.code using errcode = '23000';
        end if;
        return old;
    end if;
    if old.published_at is not null and (new.published_at is distinct from old.published_at or new.most < old.most
                                         or new.owner_id = old.owner_id and new.code <> old.code) then
        raise exception 'term % was published as it is', old.code using errcode = '23000';
    end if;
    return new;
end
$$;

create trigger term_stays_as_published before update or delete on selection.term
    for each row execute function selection.keep_published_term();

create function selection.keep_windows() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and exists (select from selection.term t where t.id = old.term_id and t.published_at is null) then
        return old;
    end if;
    raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end
$$;

drop trigger term_window_is_append_only on selection.term_window;
create trigger term_window_is_append_only before update or delete on selection.term_window
    for each row execute function selection.keep_windows();
