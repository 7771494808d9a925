-- People on their way in: what a roster would change, ready to be applied at once or thrown away. A null keeps what is there.
create table directory.incoming (
    teacher_id         uuid    not null,
    import_id          uuid    not null,
    row_number         int     not null,
    known              boolean not null,                       -- the platform has this person already
    changed            text[]  not null default '{}',          -- names of what is new, for whoever reads the plan
    document_hash      bytea,
    document_type      text,
    document_encrypted bytea,
    document_masked    text,
    name               text    not null,
    sex                text,
    born_encrypted     bytea,
    hired_on           date,
    title              text,
    phone_encrypted    bytea,
    phone_masked       text,
    stage              text,
    subject            text,
    seen_employment    uuid,                                   -- the newest full-time employment when the plan was made
    employment_id      uuid,                                   -- the one that begins; null when none does
    organization_id    uuid,
    state              text,
    since              date,
    posts              text[],
    primary key (teacher_id, import_id),
    check ((employment_id is null) = (organization_id is null)),
    check ((employment_id is null) = (since is null))
);

create index incoming_by_import on directory.incoming (import_id, row_number);

create view directory.incoming_card as
    select teacher_id, import_id, row_number, known, changed, name, document_masked, phone_masked, organization_id, state, since
      from directory.incoming;
