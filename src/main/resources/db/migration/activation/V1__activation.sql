-- The code the unit hands to a person so that he can activate his account himself: one a person, the newest. The table comes
-- from the module identity. Its hashes were made without a key, of codes of another length: whoever holds one gets a new one.
alter table activation.activation rename to code;
update activation.code set expires_at = least(expires_at, now()) where used_at is null;
