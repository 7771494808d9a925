-- What a subtree had at the end of a day: written with the subtotal, the last of a day stays. A day without a row is as the
-- day before it. Days are those of China.
create table report.day_total (
    program_id      uuid   not null,
    organization_id uuid   not null,
    measure         text   not null check (measure in ('ELIGIBLE', 'ENROLLED', 'STARTED', 'COMPLETED', 'CERTIFIED')),
    day             date   not null,
    n               bigint not null,
    primary key (program_id, organization_id, measure, day)
);

insert into report.day_total (program_id, organization_id, measure, day, n)
select program_id, organization_id, measure, (now() at time zone 'Asia/Shanghai')::date, n
  from report.subtotal
 where measure in ('ELIGIBLE', 'ENROLLED', 'STARTED', 'COMPLETED', 'CERTIFIED');
