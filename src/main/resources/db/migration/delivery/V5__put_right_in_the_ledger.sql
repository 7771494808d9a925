-- What somebody has put right in the ledger while a session was open again stays as it stands there.
alter table delivery.attendance drop constraint attendance_left_out_check;
alter table delivery.attendance add constraint attendance_left_out_check check (left_out in ('YEAR_CLOSED', 'CORRECTED')) not valid;
