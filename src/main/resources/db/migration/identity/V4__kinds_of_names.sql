-- Telephones and e-mails are personal data: their name in the table is a keyed hash, beside it lie the value encrypted and its
-- mask. A user name stays as it is; it neither begins like a number nor has an @, so that what somebody types tells its kind.
alter table identity.sign_in_name
    add column value_encrypted bytea,
    add column value_masked    text,
    add constraint sign_in_name_by_kind check (
        case kind
            when 'USERNAME' then name !~ '^[+(0-9]|@' and value_encrypted is null and value_masked is null
            else name ~ '^[0-9a-f]{64}$' and value_encrypted is not null and coalesce(value_masked like '%*%', false)
        end);
