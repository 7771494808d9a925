-- A plan may be made for a theme that its year asks for inside the categories, e.g. 师德: what is held under it counts for that as well. Whoever confirms the
-- plan confirms it, and it stays with everything else that was handed in. Every plan that is there satisfies the check.
alter table study.plan add column theme text;
alter table study.plan add constraint plan_theme_is_said check (theme <> '') not valid;
