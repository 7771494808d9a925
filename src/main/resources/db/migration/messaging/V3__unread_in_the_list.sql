-- The unread are found in the list of a person's messages: one index less to keep for each of a hundred thousand who are told.
drop index messaging.message_unread;
drop index messaging.message_by_time;
create index message_by_time on messaging.message (teacher_id, due_at desc, id desc) include (read_at, archived_at);
