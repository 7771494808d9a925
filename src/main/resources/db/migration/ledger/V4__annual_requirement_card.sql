-- What a year asks for, for those who count how many have met it.
create view ledger.annual_requirement_card as
    select jurisdiction, year, version, title, basis, total, categories from ledger.annual_requirement;
