-- Activation is a module of its own, with a schema of its own.
create schema if not exists activation;
alter table identity.activation set schema activation;
