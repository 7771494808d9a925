-- Hours may be posted long after they were learned, and never before.
alter table learning.lesson_completion add constraint learned_before_counted check (completed_at <= counted_at) not valid;
alter table learning.lesson_growth add constraint grown_before_counted check (grown_at <= counted_at) not valid;
