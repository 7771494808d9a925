-- Why the course was withdrawn, where that is why a place is taken back; where it was given back there is nothing to say.
alter table fee.line
    add column withdrawn text,
    add constraint line_withdrawn_is_taken_back check (withdrawn is null or kind = 'CREDIT' and withdrawn <> '');
