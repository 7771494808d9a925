create schema if not exists document;

-- A stored file. Its bytes lie in the object store under the hash; the same bytes are kept once.
create table document.document (
    id         uuid primary key,
    name       text        not null check (name <> ''),
    media_type text        not null,
    size       bigint      not null check (size >= 0),
    sha256     text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    stored_at  timestamptz not null,
    -- The same file given again is the same document.
    unique (sha256, name, media_type)
);

create view document.document_card as
    select id, name, media_type, size, sha256, stored_at from document.document;
