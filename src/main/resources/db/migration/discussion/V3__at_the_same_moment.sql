-- As before; but who writes waits for who closes the topic at the same moment.
create or replace function discussion.keep_to_the_topic() returns trigger language plpgsql as $$
begin
    perform from discussion.topic t
      where t.id = new.topic_id and new.posted_at >= t.opens_at and new.posted_at < t.closes_at + interval '1 second'
        and (t.closed_at is null or new.posted_at <= t.closed_at)
        for share;
    if not found then
        raise exception 'the topic % is not open', new.topic_id using errcode = '23000';
    end if;
    if (new.thread_teacher_id, new.thread_id) <> (new.teacher_id, new.id)
       and not exists (select from discussion.post first
                        where first.teacher_id = new.thread_teacher_id and first.id = new.thread_id and first.topic_id = new.topic_id
                          and first.thread_teacher_id = first.teacher_id and first.thread_id = first.id) then
        raise exception 'only what begins a thread of the topic is answered' using errcode = '23000';
    end if;
    return new;
end $$;

-- As before; but who enters attendance waits for who changes the day at the same moment, and the day is not put off afterwards.
create or replace function discussion.attend_no_earlier() returns trigger language plpgsql as $$
begin
    perform from discussion.activity a
      where a.id = new.activity_id and a.held_on <= (new.entered_at at time zone 'Asia/Shanghai')::date
        for share;
    if not found then
        raise exception 'nobody has been at what is still to come' using errcode = '23000';
    end if;
    return new;
end $$;

create function discussion.stay_on_its_day() returns trigger language plpgsql as $$
begin
    if exists (select from discussion.attendance w where w.activity_id = new.id) then
        raise exception 'somebody has been at it already' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger activity_stays_on_its_day before update on discussion.activity
    for each row when (new.held_on > old.held_on) execute function discussion.stay_on_its_day();
