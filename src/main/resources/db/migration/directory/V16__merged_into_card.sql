-- Whoever lets something wait for a unit looks where it went up in.
create or replace view directory.organization_card as
    select id, code, name, name_en, kind, parent_id, path, stages, ownership, rural_since, subordination, closed_on, merged_into
      from directory.organization;
