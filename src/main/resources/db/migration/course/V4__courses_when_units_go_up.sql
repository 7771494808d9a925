-- A unit that goes up in another one leaves it its courses, in whatever state they are; what they say stays.
create or replace function course.draft_moves_by_the_rules() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state || ' ' || new.state) not in
       ('DRAFT SUBMITTED', 'RETURNED SUBMITTED', 'SUBMITTED DRAFT', 'SUBMITTED APPROVED', 'SUBMITTED RETURNED', 'APPROVED DRAFT',
        'APPROVED PUBLISHED', 'PUBLISHED WITHDRAWN', 'WITHDRAWN PUBLISHED') then
        raise exception 'a course does not go from % to %', old.state, new.state using errcode = '23000';
    end if;
    if old.state not in ('DRAFT', 'RETURNED')
       and ((old.code, old.version, old.title, old.summary, old.stages) is distinct from (new.code, new.version, new.title, new.summary, new.stages)
            or old.owner_id <> new.owner_id and not exists (select from directory.organization_card was join directory.organization_card o on o.kind = was.kind and o.closed_on is null
                                                                where was.id = old.owner_id and o.id = new.owner_id)) then
        raise exception 'a course with the reviewers or beyond does not change' using errcode = '23000';
    end if;
    return new;
end $$;
