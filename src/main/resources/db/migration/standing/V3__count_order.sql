-- Whose year is worked out after the change that moves it is committed: everybody at an authority or below it, or in some units, who is not counted where he is or
-- by the policy in force; or some thousand people by name, where there are more. Gone when it is done.
create table standing.count_order (
    id           uuid primary key,
    year         int  not null,
    jurisdiction uuid references directory.organization,   -- whose new policy it is about; null for a change of units or people
    units        uuid[],
    people       uuid[],
    check (jurisdiction is not null or units is not null or people is not null)
);
