-- How much can be read of what people of a unit have said in a topic, and how many of them said it. bin/audit counts once more.
create table discussion.said (
    topic_id        uuid not null references discussion.topic,
    organization_id uuid not null references directory.organization,
    posts           int  not null check (posts >= 0),
    people          int  not null check (people between 0 and posts),
    primary key (topic_id, organization_id)
);

create index said_by_unit on discussion.said (organization_id, topic_id);

-- The row of the unit is held before anything is counted: of two posts of one person at once the second sees the first.
create function discussion.count_said() returns trigger language plpgsql as $$
declare
    turn int := case when new.withdrawn_at is null and new.hidden_at is null then 1 else -1 end;
    also boolean;
begin
    insert into discussion.said (topic_id, organization_id, posts, people) values (new.topic_id, new.organization_id, 0, 0)
        on conflict (topic_id, organization_id) do nothing;
    perform from discussion.said s where s.topic_id = new.topic_id and s.organization_id = new.organization_id for update;
    also := exists (select from discussion.post p
                     where p.teacher_id = new.teacher_id and p.topic_id = new.topic_id and p.organization_id = new.organization_id and p.id <> new.id
                       and p.withdrawn_at is null and p.hidden_at is null);
    update discussion.said s
       set posts = s.posts + turn, people = s.people + case when also then 0 else turn end
     where s.topic_id = new.topic_id and s.organization_id = new.organization_id;
    return null;
end $$;

create trigger post_is_counted after insert on discussion.post
    for each row when (new.withdrawn_at is null and new.hidden_at is null) execute function discussion.count_said();
create trigger post_is_counted_again after update on discussion.post
    for each row when ((old.withdrawn_at is null and old.hidden_at is null) <> (new.withdrawn_at is null and new.hidden_at is null))
    execute function discussion.count_said();

insert into discussion.said (topic_id, organization_id, posts, people)
select topic_id, organization_id, count(*), count(distinct teacher_id)
  from discussion.post
 where withdrawn_at is null and hidden_at is null
 group by topic_id, organization_id;
