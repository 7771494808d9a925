-- An issuing that can issue nothing more ends, and says why.
alter table certificate.issuing
    add column cut_short text check (cut_short = 'UNPUBLISHED'),   -- why it ended before everybody was served
    add constraint issuing_cut_short_is_over check (cut_short is null or finished_at is not null);
