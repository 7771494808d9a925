-- Extensions live in public, so that every schema finds their types whatever the search path is.
create extension if not exists ltree with schema public;
create extension if not exists btree_gist with schema public;

-- Append-only tables of all modules refuse change with this one guard.
create function public.refuse_change() returns trigger language plpgsql as
$$ begin raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = '23000'; end $$;

-- How many seconds a coverage holds.
create function public.seconds(covered int4multirange) returns int language sql immutable parallel safe as
$$ select coalesce(sum(upper(r) - lower(r)), 0)::int from unnest(covered) r $$;
