-- Somebody whose judgement failed: he waits for bin/audit --repair, and keeps nobody else waiting.
alter table simulation.to_judge add column failed_at timestamptz;
