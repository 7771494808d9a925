create schema if not exists messaging;

-- What a person is told. He has it once for a rule and an object, whoever sends it, on whatever node, however often.
create table messaging.message (
    teacher_id  uuid        not null,
    id          uuid        not null,
    rule        text        not null check (rule ~ '^[a-z]+(\.[a-z-]+)+$'),
    object      text        not null check (length(object) between 1 and 200),
    kind        text        not null check (kind in ('OFFICIAL', 'NEWS')),
    text        text        not null check (text like '%.'),     -- what the keys of its title and body begin with
    arguments   jsonb       not null,
    link        text        check (link like '/%' and link not like '//%'),
    batch       uuid,                                            -- all that went out together
    due_at      timestamptz not null,                            -- from then on it is there; until then it can be recalled
    read_at     timestamptz,
    archived_at timestamptz,
    primary key (teacher_id, id),
    unique (teacher_id, rule, object)
);

create index message_by_time on messaging.message (teacher_id, due_at desc, id desc);
create index message_unread on messaging.message (teacher_id, due_at) where read_at is null and archived_at is null;
create index message_by_batch on messaging.message (batch) where batch is not null;

-- One mail or text message to one person; what is due at the same time goes into the same one. A queue: any node takes what is due.
create table messaging.envelope (
    id          uuid        primary key,
    teacher_id  uuid        not null,
    way         text        not null check (way in ('EMAIL', 'SMS', 'CONFIRMATION')),
    state       text        not null default 'WAITING' check (state in ('WAITING', 'SENT', 'DEAD')),
    slot        timestamptz not null,
    next_try_at timestamptz not null,
    tries       int         not null default 0 check (tries >= 0),
    problem     text,
    moved_at    timestamptz not null
);

create unique index envelope_open on messaging.envelope (teacher_id, way, slot) where state = 'WAITING';
create index envelope_due on messaging.envelope (way, next_try_at, id) where state = 'WAITING';
create index envelope_dead on messaging.envelope (moved_at desc, id desc) where state = 'DEAD';
create index envelope_sent on messaging.envelope (moved_at) where state = 'SENT';

create table messaging.enclosure (
    teacher_id  uuid not null,
    envelope_id uuid not null,
    message_id  uuid not null,
    primary key (teacher_id, envelope_id, message_id),
    foreign key (teacher_id, message_id) references messaging.message (teacher_id, id) on delete cascade
);

create index enclosure_by_message on messaging.enclosure (teacher_id, message_id);

-- How somebody wants to be told; who has no row is told as the defaults say.
create table messaging.setting (
    teacher_id uuid primary key,
    mail       text not null default 'EACH' check (mail in ('EACH', 'DAILY', 'NEVER')),
    sms        text not null default 'NEVER' check (sms in ('EACH', 'NEVER')),
    quiet_from time not null default '21:00',
    quiet_to   time not null default '07:00',
    language   text not null default 'zh' check (language in ('zh', 'en'))
);

-- Where mail reaches a person: the address he has confirmed, and one he has entered and not confirmed yet.
create table messaging.mailbox (
    teacher_id         uuid primary key,
    address_encrypted  bytea,
    address_masked     text check (address_masked like '%*%'),
    confirmed_at       timestamptz,
    proposed_encrypted bytea,
    proposed_masked    text check (proposed_masked like '%*%'),
    code_encrypted     bytea,
    proposed_at        timestamptz,
    proposed_on        date,
    proposals          int not null default 0,                   -- on that day
    check ((address_encrypted is null) = (confirmed_at is null) and (address_encrypted is null) = (address_masked is null)),
    check ((proposed_encrypted is null) = (code_encrypted is null) and (proposed_encrypted is null) = (proposed_masked is null))
);

-- A way out that does not answer: since when, and what it said.
create table messaging.outage (
    way     text        primary key,
    since   timestamptz not null,
    problem text        not null
);

-- What went out, for those who ask how it was received. Nothing of its words.
create view messaging.message_card as
    select teacher_id, id, rule, object, batch, due_at, read_at from messaging.message;

-- Whom mail can reach.
create view messaging.mailbox_card as
    select teacher_id from messaging.mailbox where confirmed_at is not null;
