-- An e-mail whose owner has opened the link that was sent there does not yield to somebody who only enters it.
alter table identity.sign_in_name
    add column confirmed_at timestamptz,
    add constraint sign_in_name_confirmed check (confirmed_at is null or kind = 'EMAIL');
