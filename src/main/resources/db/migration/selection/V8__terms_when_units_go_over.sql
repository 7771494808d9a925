-- A unit that has gone over to another authority while a term was not over: whoever waits in that term and works there goes on waiting.
create table selection.left_unit (
    term_id         uuid        not null references selection.term,
    organization_id uuid        not null references directory.organization,
    left_at         timestamptz not null,
    primary key (term_id, organization_id)
);

create trigger left_unit_is_append_only before update or delete on selection.left_unit
    for each row execute function public.refuse_change();
