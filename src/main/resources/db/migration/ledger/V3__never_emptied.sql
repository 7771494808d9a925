-- Emptying a table passes by triggers of rows.
create trigger entry_is_never_emptied before truncate on ledger.entry
    for each statement execute function public.refuse_change();
