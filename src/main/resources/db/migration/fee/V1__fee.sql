create schema if not exists fee;

-- Who pays for courses, as an authority has laid it down; the newest version that has begun is in force. Nothing is rewritten.
create table fee.payer_rule (
    authority_id uuid        not null references directory.organization,
    version      int         not null check (version > 0),
    since        date        not null,
    remittance   text        not null default '' check (length(remittance) <= 300),   -- where the money goes to; stands on statements
    days         int         not null check (days between 1 and 365),                 -- in which a statement is to be paid
    set_at       timestamptz not null,
    set_by       uuid        not null,
    set_by_name  text        not null,
    primary key (authority_id, version)
);

create table fee.payer_of_category (
    authority_id uuid not null,
    version      int  not null,
    category     text not null check (category ~ '^[A-Z][A-Z0-9_-]{0,39}$'),
    payer        text not null check (payer in ('PROVINCE', 'CITY', 'UNIT', 'TEACHER')),
    basis        text not null check (length(basis) between 2 and 200),
    primary key (authority_id, version, category),
    foreign key (authority_id, version) references fee.payer_rule
);

create trigger payer_rule_is_append_only before update or delete on fee.payer_rule
    for each row execute function public.refuse_change();
create trigger payer_of_category_is_append_only before update or delete on fee.payer_of_category
    for each row execute function public.refuse_change();

-- Statements for all who owe something for a term. It goes through the offerings step by step; what a step has written stays.
create table fee.issue (
    id            uuid        primary key,
    term_id       uuid        not null references selection.term,
    n             int         not null check (n > 0),
    authority_id  uuid        not null,
    version       int         not null,
    asked_at      timestamptz not null,
    asked_by      uuid        not null,
    asked_by_name text        not null,
    passed        uuid,                                   -- the last offering that is done
    offerings     int         not null check (offerings >= 0),
    done          int         not null default 0,
    lines         int         not null default 0,
    without_payer int         not null default 0,         -- places of people of whom nobody knows the unit
    statements    int,
    moved_at      timestamptz not null,
    finished_at   timestamptz,
    unique (term_id, n),
    foreign key (authority_id, version) references fee.payer_rule,
    check ((finished_at is null) = (statements is null))
);

create unique index issue_one_at_a_time on fee.issue (term_id) where finished_at is null;

-- What one who pays owes for one term in all. The sums are kept by statements, payments and refunds alone.
create table fee.account (
    id        uuid           primary key,
    term_id   uuid           not null references selection.term,
    debtor_id uuid           not null references directory.organization,
    payer     text           not null check (payer in ('PROVINCE', 'CITY', 'UNIT', 'TEACHER')),
    keeper_id uuid           not null references directory.organization,   -- who answers for it now: another unit once the debtor went up in it
    billed    numeric(14, 2) not null default 0,
    paid      numeric(14, 2) not null default 0 check (paid >= 0),
    refunded  numeric(14, 2) not null default 0 check (refunded >= 0),
    unique (term_id, debtor_id, payer)
);

create index account_of_keeper on fee.account (keeper_id);

-- A statement is in the making until its issue is finished; then it gets its number and never changes.
create table fee.statement (
    id         uuid           primary key,
    account_id uuid           not null references fee.account,
    issue_id   uuid           not null references fee.issue,
    number     text           unique,
    total      numeric(14, 2) not null default 0,
    lines      int            not null default 0,
    debtor     text           not null,                  -- as it was called
    issued_at  timestamptz,
    due_on     date,
    unique (account_id, issue_id),
    check ((number is null) = (issued_at is null) and (number is null) = (due_on is null))
);

create index statement_of_issue on fee.statement (issue_id);

-- The numbers of an authority's statements in a year.
create table fee.series (
    authority_id uuid not null references directory.organization,
    year         int  not null check (year between 2000 and 2999),
    last         int  not null default 0,
    primary key (authority_id, year)
);

-- What is asked for a place, or taken back because it was given back. Each once.
create table fee.line (
    teacher_id   uuid           not null,
    selection_id uuid           not null,
    kind         text           not null check (kind in ('CHARGE', 'CREDIT')),
    statement_id uuid           not null references fee.statement,
    offering_id  uuid           not null,
    amount       numeric(10, 2) not null,
    category     text           not null,
    basis        text           not null,
    course       text           not null,
    person       text           not null,                 -- the name; masked where somebody above the unit pays
    unit_id      uuid           not null references directory.organization,
    unit         text           not null,
    primary key (teacher_id, selection_id, kind),
    check (case kind when 'CHARGE' then amount > 0 else amount < 0 end)
);

create index line_of_statement on fee.line (statement_id, teacher_id, selection_id, kind);
create index line_of_offering on fee.line (offering_id, kind);
create index line_of_unit on fee.line (unit_id);

create trigger line_is_append_only before update or delete on fee.line
    for each row execute function public.refuse_change();
create trigger line_is_never_emptied before truncate on fee.line
    for each statement execute function public.refuse_change();

-- What is taken back is what was asked, from the one who was asked.
create function fee.refuse_other_credit() returns trigger language plpgsql as $$
begin
    if not exists (select from fee.line c
                     join fee.statement asked on asked.id = c.statement_id
                     join fee.statement back on back.id = new.statement_id
                    where c.teacher_id = new.teacher_id and c.selection_id = new.selection_id and c.kind = 'CHARGE'
                      and c.amount = -new.amount and asked.account_id = back.account_id) then
        raise exception 'nothing like it was asked for' using errcode = 'restrict_violation';
    end if;
    return null;
end
$$;

create trigger line_takes_back_what_was_asked after insert on fee.line
    for each row when (new.kind = 'CREDIT') execute function fee.refuse_other_credit();

create function fee.count_lines() returns trigger language plpgsql as $$
begin
    if exists (select from came join fee.statement s on s.id = came.statement_id where s.number is not null) then
        raise exception 'a statement that is issued takes no more lines' using errcode = 'restrict_violation';
    end if;
    update fee.statement s
       set total = s.total + d.amount, lines = s.lines + d.lines
      from (select statement_id, sum(amount) as amount, count(*) as lines from came group by statement_id) d
     where s.id = d.statement_id;
    return null;
end
$$;

create trigger line_comes after insert on fee.line
    referencing new table as came for each statement execute function fee.count_lines();

create function fee.freeze_statement() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.number is not null
       or (new.id, new.account_id, new.issue_id, new.debtor) is distinct from (old.id, old.account_id, old.issue_id, old.debtor)
       or (new.total, new.lines) is distinct from (old.total, old.lines) and pg_trigger_depth() < 2 then
        raise exception 'a statement is what its lines say, and never changes once it is issued' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger statement_is_frozen before update or delete on fee.statement
    for each row execute function fee.freeze_statement();

create function fee.begin_statement() returns trigger language plpgsql as $$
begin
    if new.total <> 0 or new.lines <> 0 or new.number is not null then
        raise exception 'a statement begins with nothing' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger statement_begins_empty before insert on fee.statement
    for each row execute function fee.begin_statement();

-- Accounts: changed by what lies below them and by nothing else.
create function fee.refuse_counting() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (new.id, new.term_id, new.debtor_id, new.payer) is distinct from (old.id, old.term_id, old.debtor_id, old.payer)
       or (new.billed, new.paid, new.refunded) is distinct from (old.billed, old.paid, old.refunded) and pg_trigger_depth() < 2 then
        raise exception 'what stands on an account follows from statements, payments and refunds' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger account_is_counted before update or delete on fee.account
    for each row execute function fee.refuse_counting();

create function fee.begin_account() returns trigger language plpgsql as $$
begin
    if new.billed <> 0 or new.paid <> 0 or new.refunded <> 0 then
        raise exception 'an account begins with nothing' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger account_begins_empty before insert on fee.account
    for each row execute function fee.begin_account();

create function fee.bill() returns trigger language plpgsql as $$
begin
    update fee.account a
       set billed = a.billed + d.total
      from (select n.account_id, sum(n.total) as total from now_so n join was w on w.id = n.id
             where w.number is null and n.number is not null group by n.account_id) d
     where a.id = d.account_id;
    return null;
end
$$;

create trigger statement_is_issued after update on fee.statement
    referencing new table as now_so old table as was for each statement execute function fee.bill();

-- Money that came in. A mistake is reversed and said anew.
create table fee.payment (
    id               uuid           primary key,
    statement_id     uuid           not null references fee.statement,
    channel          text           not null check (channel ~ '^[A-Z][A-Z0-9_]{1,19}$'),
    key              text           not null check (length(key) between 1 and 80),   -- the same message of a channel counts once
    amount           numeric(12, 2) not null check (amount <> 0),
    paid_on          date           not null,
    voucher          text           not null check (length(voucher) between 1 and 60),
    note             text           not null default '' check (length(note) <= 200),
    reverses         uuid           unique references fee.payment,
    recorded_at      timestamptz    not null,
    recorded_by      uuid,
    recorded_by_name text           not null default '',
    unique (channel, key),
    check ((reverses is null) = (amount > 0)),
    check (reverses is null or note <> '')
);

create index payment_of_statement on fee.payment (statement_id, id);

create trigger payment_is_append_only before update or delete on fee.payment
    for each row execute function public.refuse_change();
create trigger payment_is_never_emptied before truncate on fee.payment
    for each statement execute function public.refuse_change();

create function fee.take_payment() returns trigger language plpgsql as $$
begin
    if not exists (select from fee.statement s where s.id = new.statement_id and s.number is not null) then
        raise exception 'nobody pays what is not issued' using errcode = 'restrict_violation';
    end if;
    if new.reverses is not null and not exists (select from fee.payment p where p.id = new.reverses and p.statement_id = new.statement_id
                                                   and p.reverses is null and p.amount = -new.amount) then
        raise exception 'a reversal takes back one payment as it was' using errcode = 'restrict_violation';
    end if;
    update fee.account a set paid = a.paid + new.amount from fee.statement s where s.id = new.statement_id and a.id = s.account_id;
    return null;
end
$$;

-- Afterwards: what was there already is not counted again.
create trigger payment_counts after insert on fee.payment
    for each row execute function fee.take_payment();

-- What was paid too much goes back: proposed by one, approved by another, paid out by somebody who has not approved it.
create table fee.refund (
    id               uuid           primary key,
    account_id       uuid           not null references fee.account,
    amount           numeric(12, 2) not null check (amount > 0),
    reason           text           not null check (length(reason) between 2 and 200),
    state            text           not null default 'PROPOSED' check (state in ('PROPOSED', 'APPROVED', 'REJECTED', 'PAID')),
    proposed_at      timestamptz    not null,
    proposed_by      uuid           not null,
    proposed_by_name text           not null,
    decided_at       timestamptz,
    decided_by       uuid,
    decided_by_name  text,
    decision         text           not null default '' check (length(decision) <= 200),
    paid_on          date,
    voucher          text           check (length(voucher) between 1 and 60),
    paid_at          timestamptz,
    paid_by          uuid,
    paid_by_name     text,
    check ((state = 'PROPOSED') = (decided_at is null)),
    check ((decided_at is null) = (decided_by is null)),
    check (decided_by <> proposed_by or state = 'REJECTED'),
    check ((state = 'PAID') = (paid_at is not null and paid_by is not null and paid_on is not null and voucher is not null)),
    check (paid_by <> decided_by),
    check (state <> 'REJECTED' or decision <> '')
);

create unique index refund_one_at_a_time on fee.refund (account_id) where state in ('PROPOSED', 'APPROVED');
create index refund_of_account on fee.refund (account_id, id);

create function fee.keep_refund() returns trigger language plpgsql as $$
declare
    credit numeric;
begin
    if tg_op = 'DELETE' then
        raise exception 'a refund is never deleted' using errcode = 'restrict_violation';
    end if;
    if tg_op = 'UPDATE' then
        if (new.id, new.account_id, new.amount, new.reason, new.proposed_at, new.proposed_by) is distinct from
           (old.id, old.account_id, old.amount, old.reason, old.proposed_at, old.proposed_by)
           or not (old.state, new.state) in (('PROPOSED', 'APPROVED'), ('PROPOSED', 'REJECTED'), ('APPROVED', 'REJECTED'), ('APPROVED', 'PAID'))
           or new.state = 'PAID' and (new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by) then
            raise exception 'a refund is proposed, decided and paid out once' using errcode = 'restrict_violation';
        end if;
    elsif new.state <> 'PROPOSED' then
        raise exception 'a refund begins as a proposal' using errcode = 'restrict_violation';
    end if;
    if new.state <> 'REJECTED' then
        select a.paid - a.billed - a.refunded into credit from fee.account a where a.id = new.account_id for no key update;
        if new.amount > credit then
            raise exception 'no more goes back than was paid too much' using errcode = 'restrict_violation';
        end if;
    end if;
    if new.state = 'PAID' then
        update fee.account a set refunded = a.refunded + new.amount where a.id = new.account_id;
    end if;
    return new;
end
$$;

create trigger refund_is_kept before insert or update or delete on fee.refund
    for each row execute function fee.keep_refund();

-- Invoices asked for, with the tax data of the one who asks.
create table fee.invoice (
    id              uuid           primary key,
    statement_id    uuid           not null references fee.statement,
    amount          numeric(12, 2) not null check (amount > 0),
    title           text           not null check (length(title) between 2 and 100),
    taxpayer        text           not null check (taxpayer ~ '^[0-9A-Z]{15,20}$'),
    address         text           not null default '' check (length(address) <= 120),
    bank            text           not null default '' check (length(bank) <= 120),
    email           text           not null check (length(email) between 3 and 120),
    state           text           not null default 'REQUESTED' check (state in ('REQUESTED', 'ISSUED', 'REJECTED')),
    asked_at        timestamptz    not null,
    asked_by        uuid           not null,
    asked_by_name   text           not null,
    number          text           unique check (number ~ '^[0-9]{8,24}$'),
    document_id     uuid           references document.document,
    reason          text           not null default '' check (length(reason) <= 200),
    decided_at      timestamptz,
    decided_by      uuid,
    decided_by_name text,
    check ((state = 'REQUESTED') = (decided_at is null)),
    check ((state = 'ISSUED') = (number is not null)),
    check (state = 'ISSUED' or document_id is null),
    check (state <> 'REJECTED' or reason <> '')
);

create index invoice_of_statement on fee.invoice (statement_id, id);
create index invoice_waiting on fee.invoice (asked_at, id) where state = 'REQUESTED';

create function fee.keep_invoice() returns trigger language plpgsql as $$
declare
    most numeric;
begin
    if tg_op = 'DELETE' then
        raise exception 'an invoice is never deleted' using errcode = 'restrict_violation';
    end if;
    if tg_op = 'UPDATE' then
        if old.state <> 'REQUESTED' or (new.id, new.statement_id, new.amount, new.title, new.taxpayer, new.asked_by) is distinct from
           (old.id, old.statement_id, old.amount, old.title, old.taxpayer, old.asked_by) then
            raise exception 'an invoice is asked for and answered once' using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    select s.total into most from fee.statement s where s.id = new.statement_id and s.number is not null for no key update;
    if most is null or new.amount + (select coalesce(sum(i.amount), 0) from fee.invoice i where i.statement_id = new.statement_id and i.state <> 'REJECTED') > most then
        raise exception 'invoices are for no more than the statement' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger invoice_is_kept before insert or update or delete on fee.invoice
    for each row execute function fee.keep_invoice();

create view fee.line_card as
    select l.teacher_id, l.selection_id, l.kind, l.amount, l.category, l.basis, l.course, l.unit_id, l.unit, s.number, s.issued_at
      from fee.line l
      join fee.statement s on s.id = l.statement_id
     where s.number is not null;

create view fee.statement_card as
    select s.id, s.number, s.account_id, a.term_id, a.debtor_id, a.payer, s.total, s.issued_at, s.due_on
      from fee.statement s
      join fee.account a on a.id = s.account_id
     where s.number is not null;
