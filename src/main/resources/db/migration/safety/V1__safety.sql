create schema if not exists safety;

-- 安全清单: what whoever holds something in person has to see to, as data. What no unit has set is the platform's and asked everywhere; what a unit has set is asked of
-- itself and of all below it: of what has its checklist opened while it is in force, or begins then without one.
create table safety.item (
    code            text        primary key,
    unit_id         uuid        references directory.organization,
    position        int         not null,
    title           text        not null check (title <> ''),
    title_en        text,
    basis           text        not null,
    added_at        timestamptz not null,
    added_by_name   text        not null,
    retired_at      timestamptz,
    retired_by_name text,
    check ((retired_at is null) = (retired_by_name is null) and retired_at >= added_at)
);

create index item_by_unit on safety.item (unit_id, position, code);

create function safety.item_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.retired_at is not null
       or (new.code, new.unit_id, new.title, new.title_en, new.basis, new.added_at, new.added_by_name)
          is distinct from (old.code, old.unit_id, old.title, old.title_en, old.basis, old.added_at, old.added_by_name) then
        raise exception 'what was asked stays as it was asked' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger item_stays before update or delete on safety.item for each row execute function safety.item_stays();

insert into safety.item (code, position, title, title_en, basis, added_at, added_by_name) values
    ('RESPONSIBLE', 1, '已确定活动安全责任人并公布联系电话', 'Somebody answers for safety and can be reached', '谁主办谁负责', '2000-01-01T00:00:00+08:00', ''),
    ('PLACE', 2, '场地容量、疏散通道和消防设施已检查', 'Room, ways out and fire equipment are checked', '谁主办谁负责', '2000-01-01T00:00:00+08:00', ''),
    ('HEALTH', 3, '卫生防疫和急救药品已准备', 'Hygiene, epidemic prevention and first aid are prepared', '谁主办谁负责', '2000-01-01T00:00:00+08:00', ''),
    ('TRANSPORT', 4, '往返交通安全已安排', 'The way there and back is arranged', '谁主办谁负责', '2000-01-01T00:00:00+08:00', ''),
    ('EMERGENCY', 5, '突发情况的应急预案已告知参加人员', 'Those who come know what to do in an emergency', '谁主办谁负责', '2000-01-01T00:00:00+08:00', ''),
    ('TEACHING', 6, '参训教师的教学任务已调整', 'The lessons of those who come are taken care of', '谁主办谁负责', '2000-01-01T00:00:00+08:00', '');

-- The checklist of an occasion, from when somebody has first kept it. What the occasion is, who holds it and on which days, the module says that keeps the occasion.
create table safety.checklist (
    occasion_id uuid        primary key,
    kind        text        not null check (kind <> ''),
    opened_at   timestamptz not null
);

-- What it asks: as it was then.
create table safety.asked (
    occasion_id uuid not null references safety.checklist,
    code        text not null,
    position    int  not null,
    title       text not null,
    title_en    text,
    basis       text not null,
    primary key (occasion_id, code)
);

create trigger asked_is_append_only before update or delete on safety.asked
    for each row execute function public.refuse_change();
create trigger asked_is_never_emptied before truncate on safety.asked
    for each statement execute function public.refuse_change();

-- What was answered, one after the other; the last one holds. None: an answer was taken back.
create table safety.answer (
    occasion_id uuid        not null references safety.checklist,
    code        text        not null,
    n           int         not null check (n > 0),
    answer      text        check (answer in ('DONE', 'NOT_NEEDED')),
    note        text        not null,
    at          timestamptz not null,
    by          uuid,                                          -- null: answered before answers had a history
    by_name     text        not null,
    primary key (occasion_id, code, n),
    check (answer is distinct from 'NOT_NEEDED' or note <> '')
);

create trigger answer_is_append_only before update or delete on safety.answer
    for each row execute function public.refuse_change();
create trigger answer_is_never_emptied before truncate on safety.answer
    for each statement execute function public.refuse_change();

create function safety.answer_is_asked_for() returns trigger language plpgsql as $$
begin
    if not exists (select from safety.asked k where k.occasion_id = new.occasion_id and k.code = new.code) then
        raise exception 'nobody has asked for this answer' using errcode = '23000';
    end if;
    if new.n <> 1 + (select count(*) from safety.answer a where a.occasion_id = new.occasion_id and a.code = new.code) then
        raise exception 'answers follow each other' using errcode = '23000';
    end if;
    return new;
end $$;

create trigger answer_is_asked_for before insert on safety.answer for each row execute function safety.answer_is_asked_for();

-- Who answers for safety, for those who come: the last one holds, and without a name nobody does.
create table safety.responsible (
    occasion_id uuid        not null references safety.checklist,
    n           int         not null check (n > 0),
    name        text        not null,
    phone       text        not null,
    at          timestamptz not null,
    by          uuid        not null,
    by_name     text        not null,
    primary key (occasion_id, n),
    check ((name = '') = (phone = ''))
);

create trigger responsible_is_append_only before update or delete on safety.responsible
    for each row execute function public.refuse_change();
create trigger responsible_is_never_emptied before truncate on safety.responsible
    for each statement execute function public.refuse_change();

create view safety.standing as
    select distinct on (occasion_id, code) occasion_id, code, n, answer, note, at, by_name
      from safety.answer order by occasion_id, code, n desc;

create view safety.responsible_now as
    select distinct on (occasion_id) occasion_id, n, name, phone
      from safety.responsible order by occasion_id, n desc;

-- For a module that has kept items and answers of its own before.
create function safety.take_over_item(item text, at int, chinese text, english text, retired timestamptz) returns void language sql as $$
    insert into safety.item (code, position, title, title_en, basis, added_at, added_by_name, retired_at, retired_by_name)
    values (item, at, chinese, english, '谁主办谁负责', '2000-01-01T00:00:00+08:00', '', retired, case when retired is not null then '' end)
    on conflict (code) do update set retired_at = excluded.retired_at, retired_by_name = excluded.retired_by_name
     where safety.item.retired_at is null and excluded.retired_at is not null;
$$;

create function safety.take_over(occasion uuid, kind text, opened timestamptz, item text, place int, chinese text, english text,
                                 said text, remark text, who text, said_at timestamptz) returns void language plpgsql as $$
begin
    insert into safety.checklist (occasion_id, kind, opened_at) values (occasion, kind, opened) on conflict (occasion_id) do nothing;
    insert into safety.asked (occasion_id, code, position, title, title_en, basis) values (occasion, item, place, chinese, english, '谁主办谁负责');
    if said is not null or remark <> '' then
        insert into safety.answer (occasion_id, code, n, answer, note, at, by_name) values (occasion, item, 1, said, remark, coalesce(said_at, now()), coalesce(who, ''));
    end if;
end $$;
