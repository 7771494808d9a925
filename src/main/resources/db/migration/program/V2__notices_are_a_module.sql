-- A new database has made its notices in the module of their own, and V1 here an empty table beside them. Where notices were
-- before, the table has moved and the reference with it; there is nothing to do.
do $$
begin
    if exists (select from pg_catalog.pg_class where oid = to_regclass('program.notice') and relkind = 'r') then
        alter table program.program drop constraint program_notice_id_fkey;
        alter table program.program add constraint program_notice_id_fkey foreign key (notice_id) references notice.notice;
        execute 'drop table program.notice';
    end if;
end $$;
