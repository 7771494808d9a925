-- Over everything a certificate says, made with a key that is not in the database: a row changed by hand shows.
alter table certificate.certificate add column seal bytea;

-- From when on every certificate bears one; those issued before were not sealed.
create table certificate.sealing (since timestamptz not null);
insert into certificate.sealing values (now());

create or replace function certificate.facts_are_frozen() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'VALID'
       or (new.facts, new.number, new.code, new.issued_at, new.program_id, new.seal)
          is distinct from (old.facts, old.number, old.code, old.issued_at, old.program_id, old.seal) then
        raise exception 'a certificate''s facts are frozen' using errcode = '23000';
    end if;
    return new;
end $$;
