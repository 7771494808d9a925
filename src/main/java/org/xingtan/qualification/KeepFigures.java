package org.xingtan.qualification;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.AuditCheck;

/** Counts units anew: those in which something has changed, and every day all, since certificates expire by themselves. */
@Component
class KeepFigures implements AuditCheck {

    /** Of people {@code n}, to be restricted and grouped by their kind. */
    static final String COUNT = """
        -- all teachers: those of units
        select n.kind, count(*) filter (where n.standing = 'HELD')::int as held, count(*) filter (where n.standing = 'EXPIRING')::int as expiring,
               count(*) filter (where n.standing = 'WAITING')::int as waiting, count(*) filter (where n.standing = 'EXPIRED')::int as expired,
               count(*) filter (where n.standing = 'MISSING')::int as missing
          from qualification.need_card n
        """;

    private static final int AT_ONCE = 500;

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    KeepFigures(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** On whichever node comes first; some hundred units in a transaction. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 30_000)
    void keep() {
        var more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(_ -> step()));
        }
    }

    /** @return whether there may be more to do */
    private boolean step() {
        if (!db.sql("select pg_try_advisory_xact_lock(hashtextextended('qualification.figure', 0))").query(Boolean.class).single()) {
            return false;
        }
        var units = due();
        if (units.length > 0) {
            count(units);
        }
        return units.length == AT_ONCE;
    }

    private UUID[] due() {
        return db.sql("""
                select id from (
                    select distinct s.organization_id as id from qualification.stale s
                     union
                    (select o.id
                       from directory.organization_card o
                       left join qualification.counted c on c.organization_id = o.id and c.day = (now() at time zone 'Asia/Shanghai')::date
                      where c.organization_id is null
                      limit :limit)) due
                 limit :limit
                """)
            .param("limit", AT_ONCE).query(UUID.class).list().toArray(UUID[]::new);
    }

    /** What is stale goes first: what changes while the people are counted makes the unit stale again. */
    private void count(UUID[] units) {
        db.sql("delete from qualification.stale where organization_id = any (:units)").param("units", units).update();
        db.sql("delete from qualification.figure where organization_id = any (:units)").param("units", units).update();
        db.sql("""
                insert into qualification.figure (organization_id, kind, held, expiring, waiting, expired, missing)
                select u.id, n.*
                  from directory.organization_card u
                 cross join lateral (%s where n.organization_id = u.id group by n.kind) n
                 where u.id = any (:units)
                """.formatted(COUNT))
            .param("units", units).update();
        db.sql("""
                insert into qualification.counted (organization_id, day)
                select u.id, (now() at time zone 'Asia/Shanghai')::date from directory.organization_card u where u.id = any (:units)
                on conflict (organization_id) do update set day = excluded.day
                """)
            .param("units", units).update();
    }

    @Override
    public String name() {
        return "qualification.figures";
    }

    /** Figures that are said to be today's are what the facts say; numbers are registered exactly once confirmed. */
    @Override
    public List<String> findings(boolean repair) {
        return db.sql("""
                with counted as materialized (
                    select c.organization_id as id
                      from qualification.counted c
                     where c.day = (now() at time zone 'Asia/Shanghai')::date
                       and not exists (select from qualification.stale s where s.organization_id = c.organization_id)),
                fact as (select c.id, n.* from counted c cross join lateral (%s where n.organization_id = c.id group by n.kind) n),
                kept as (select c.id, f.kind, f.held, f.expiring, f.waiting, f.expired, f.missing
                           from counted c join qualification.figure f on f.organization_id = c.id)
                select 'unit ' || coalesce(fact.id, kept.id) || ', ' || coalesce(fact.kind, kept.kind) || ': the figures are not what the facts say'
                  from fact full join kept on kept.id = fact.id and kept.kind = fact.kind
                 where fact is distinct from kept
                 union all
                select 'teacher ' || coalesce(n.teacher_id, q.teacher_id) || ': the registry of numbers is not that of the confirmed ones'
                  from qualification.number n
                  full join (select distinct teacher_id, number_hash from qualification.qualification
                              where state = 'CONFIRMED' and number_hash is not null) q on q.number_hash = n.hash and q.teacher_id = n.teacher_id
                 where n.hash is null or q.number_hash is null
                 limit 100
                """.formatted(COUNT))
            .query(String.class).list();
    }
}
