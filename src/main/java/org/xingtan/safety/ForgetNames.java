package org.xingtan.safety;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;

/**
 * Who answered for safety could be reached by those who came: a while after an occasion is over nobody needs the name and the number any more, and they are gone. The trail of the
 * unit says so. Of an occasion that is not there any more they are gone so long after they were written.
 */
@Component
class ForgetNames {

    private static final int AT_ONCE = 200;

    private final JdbcClient db;
    private final Occasions occasions;
    private final AuditTrail trail;
    private final Patience patience;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ForgetNames(JdbcClient db, Occasions occasions, AuditTrail trail, Patience patience, Clock clock, PlatformTransactionManager transactions) {
        this.db = db;
        this.occasions = occasions;
        this.trail = trail;
        this.patience = patience;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Forgotten(UUID occasion, String title, @Nullable UUID unit, @Nullable String path) {}

    /** So many at once, each once on whichever node comes first. */
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 900_000)
    void forget() {
        int some;
        do {
            some = Objects.requireNonNull(transaction.execute(_ -> some()));
        } while (some == AT_ONCE);
    }

    private int some() {
        patience.extend();
        var forgotten = db.sql(occasions.on("""
                , due as materialized (
                    select k.occasion_id, x.title, x.unit_id
                      from (select w.occasion_id, max(w.at) as at from safety.responsible w where w.name <> '' group by w.occasion_id) k
                      left join occasion x on x.id = k.occasion_id
                     where coalesce(x.last_day, cast(k.at at time zone 'Asia/Shanghai' as date)) < :before
                     order by k.occasion_id
                     limit :most),
                forgotten as (
                    update safety.responsible r set name = '', phone = '', forgotten_at = :now
                      from due d
                     where r.occasion_id = d.occasion_id and r.name <> ''
                    returning r.occasion_id)
                select d.occasion_id, coalesce(d.title, '') as title, u.id as unit_id, u.path::text as path
                  from due d
                  left join directory.organization_card u on u.id = d.unit_id
                 where d.occasion_id in (select f.occasion_id from forgotten f)
                """))
            .param("before", LocalDate.ofInstant(clock.instant(), Window.ZONE).minusDays(Checklist.DAYS_NAMED)).param("most", AT_ONCE)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .query((row, _) -> new Forgotten(row.getObject("occasion_id", UUID.class), row.getString("title"), row.getObject("unit_id", UUID.class), row.getString("path"))).list();
        record(forgotten);
        return forgotten.size();
    }

    private void record(List<Forgotten> forgotten) {
        forgotten.forEach(it -> trail.record(null, "safety.forget", it.unit == null ? "occasion:" + it.occasion : "organization:" + it.unit, it.path, null,
            Map.of("occasion", it.occasion.toString(), "title", it.title)));
    }
}
