create or replace view certificate.certificate_card as
    select teacher_id, id, program_id, number, state, issued_at, organization_id, ended_by from certificate.certificate;
