-- Whoever is out of it uses no place and can break no law of them: calling a training off asks for the sums of its table no more once for each of its people.
drop trigger application_within_places on application.application;
create trigger application_within_places after insert or update of state, school_id, school_regular, county_id, county_regular, pooled
    on application.application for each row
    when (new.state in ('SUBMITTED', 'RETURNED', 'ADMITTED', 'RESERVE') and (new.school_regular is true or new.county_regular is true or new.state in ('ADMITTED', 'RESERVE')))
    execute function application.keep_within_places();
