-- A notice that is passed down is asked about by each authority for its own units: nobody's form stands in another's way.
alter table support.contact drop constraint contact_notice_id_version_fkey;
alter table support.contact_form drop constraint contact_form_pkey;
alter table support.contact_form add primary key (notice_id, owner_id, version);

-- Null only for what a node of the release before reports while it is being replaced.
alter table support.contact add column owner_id uuid;
alter table support.contact disable trigger contact_is_append_only;
update support.contact c set owner_id = f.owner_id
  from support.contact_form f
 where f.notice_id = c.notice_id and f.version = c.version;
alter table support.contact enable trigger contact_is_append_only;
alter table support.contact add foreign key (notice_id, owner_id, version) references support.contact_form;
