-- Certificates that serve one person alone, by their number: whose they are. Of those that two have claimed before, who came first has it.
create table recognition.sole_number (
    jurisdiction uuid not null,
    kind         text not null,
    number_key   text not null check (number_key <> ''),
    teacher_id   uuid not null,
    primary key (jurisdiction, kind, number_key)
);

create index sole_number_of_a_person on recognition.sole_number (teacher_id);

insert into recognition.sole_number (jurisdiction, kind, number_key, teacher_id)
select distinct on (c.jurisdiction, c.kind, c.number_key) c.jurisdiction, c.kind, c.number_key, c.teacher_id
  from recognition.claim c
  join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
 where c.number_key <> '' and not k.shares_evidence and c.state in ('WAITING', 'RETURNED', 'APPROVED')
 order by c.jurisdiction, c.kind, c.number_key, c.filed_at, c.id;
