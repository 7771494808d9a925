-- What bulletins freeze: with tally.delta_card it is exact at the snapshot that reads both.
create view report.subtotal_card as select program_id, organization_id, measure, n from report.subtotal;
