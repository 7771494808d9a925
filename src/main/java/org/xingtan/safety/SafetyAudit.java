package org.xingtan.safety;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;

/** What is closed is seen to; nobody has answered what nobody asked; answers and names follow each other without a gap; names have an end. */
@Repository
class SafetyAudit implements AuditCheck {

    private static final String CHECK = """
        select 'occasion ' || x.id || ' is closed, and ' || k.code || ' of its checklist is not seen to' as finding
          from occasion x
          join directory.organization_card u on u.id = x.unit_id
          join safety.checklist c on c.occasion_id = x.id
         cross join lateral %s k
          left join safety.standing s on s.occasion_id = x.id and s.code = k.code
         where x.state = 'CLOSED' and s.answer is null
         union all
        select 'occasion ' || a.occasion_id || ' has an answer to ' || a.code || ', which nobody has asked'
          from safety.answer a
         where not exists (select from safety.asked k where k.occasion_id = a.occasion_id and k.code = a.code)
         union all
        select 'answers to ' || a.code || ' of occasion ' || a.occasion_id || ' do not follow each other'
          from safety.answer a group by a.occasion_id, a.code having max(a.n) <> count(*)
         union all
        select 'those who answer for occasion ' || r.occasion_id || ' do not follow each other'
          from safety.responsible r group by r.occasion_id having max(r.n) <> count(*)
         union all
        select 'occasion ' || x.id || ' is over since ' || x.last_day || ', and who could be reached is still named'
          from occasion x
         where x.last_day < :over and exists (select from safety.responsible r where r.occasion_id = x.id and r.name <> '' and r.at < :written)
         limit 100
        """.formatted(Occasions.ASKED);

    /** So long a platform may have stood still before somebody asks. */
    private static final int DAYS_TO_FORGET = 2;

    private final JdbcClient db;
    private final Occasions occasions;
    private final Patience patience;
    private final Clock clock;

    SafetyAudit(JdbcClient db, Occasions occasions, Patience patience, Clock clock) {
        this.db = db;
        this.occasions = occasions;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "safety.checklists";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        patience.extend();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return db.sql(occasions.on(CHECK)).param("now", now).param("over", LocalDate.ofInstant(clock.instant(), Window.ZONE).minusDays(Checklist.DAYS_NAMED + DAYS_TO_FORGET))
            .param("written", now.minusDays(DAYS_TO_FORGET)).query(String.class).list();
    }
}
