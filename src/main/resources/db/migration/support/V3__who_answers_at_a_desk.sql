-- A desk may be kept by a unit of its own, e.g. a city's online training center: questions of its kinds that come to the unit of the
-- desk lie with that one. Null where the unit answers itself.
alter table support.desk add column answerer_id uuid references directory.organization;
