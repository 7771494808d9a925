create schema if not exists notice;

-- Notices once lay in the schema program. Where they still do, the table moves as it is, with its rows and whatever refers to
-- it; a view stays in its place for nodes of the previous release that still serve.
do $$
begin
    if to_regclass('program.notice') is null then
        create table notice.notice (
            id          uuid primary key,
            number      text not null unique,
            issuer      text not null,
            title       text not null,
            issued_on   date not null,
            printed_on  date,
            disclosure  text not null check (disclosure in ('PUBLIC', 'ON_REQUEST')),
            addressees  text not null,
            summary     text not null default '',
            forwards_id uuid references notice.notice
        );
    else
        execute format('alter table %s set schema notice', to_regclass('program.notice'));
        execute 'create view program.notice as
            select id, number, issuer, title, issued_on, printed_on, disclosure, addressees, summary, forwards_id from notice.notice';
    end if;
end $$;

-- 承办: the department that drew it up.
alter table notice.notice add column signed_by text;

create index notice_by_age on notice.notice (issued_on desc, id desc);
create index notice_by_original on notice.notice (forwards_id) where forwards_id is not null;

create table notice.attachment (
    notice_id   uuid not null references notice.notice,
    position    int  not null check (position > 0),
    document_id uuid not null references document.document,
    primary key (notice_id, position),
    unique (notice_id, document_id)
);

create view notice.notice_card as
    select id, number, issuer, title, issued_on, printed_on, disclosure from notice.notice;
