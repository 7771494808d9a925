package org.xingtan.bulletin;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;

/** In every bulletin a unit is the sum of what stands below it and of its direct people, and no number of a year is left out. */
@Component
class BulletinAudit implements AuditCheck {

    private static final int SECONDS = 600;

    private record Finding(String bulletin, String unit, long figure, long sum) {}

    private final JdbcClient db;

    BulletinAudit(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "bulletin.sums";
    }

    /** What is published is never changed: there is nothing to repair. */
    @Override
    @Transactional(timeout = SECONDS, readOnly = true)
    public List<String> findings(boolean repair) {
        return Stream.concat(sums(), gaps()).toList();
    }

    private Stream<String> sums() {
        return db.sql("""
                with below as (
                    select bulletin_id, coalesce(parent_id, organization_id) as unit, denominator, numerator from bulletin.line
                     where part = 'UNIT' and depth > 0
                     union all
                    select bulletin_id, organization_id, denominator, numerator from bulletin.line where part = 'OWN'),
                added as (
                    select bulletin_id, unit, sum(denominator) as denominator, sum(numerator) as numerator from below group by bulletin_id, unit)
                select l.bulletin_id::text as bulletin, l.organization_id::text as unit, l.numerator as figure, a.numerator::bigint as sum
                  from added a
                  join bulletin.line l on l.bulletin_id = a.bulletin_id and l.organization_id = a.unit and l.part = 'UNIT'
                 where (l.denominator, l.numerator) <> (a.denominator, a.numerator)
                 order by 1, 2
                """)
            .query(Finding.class).list().stream()
            .map(it -> "bulletin %s gives %d for organization %s, what stands below gives %d".formatted(it.bulletin, it.figure, it.unit, it.sum));
    }

    private Stream<String> gaps() {
        return db.sql("""
                select organization_id || ' ' || year
                  from bulletin.bulletin
                 where number is not null
                 group by organization_id, year
                having count(*) <> max(number)
                 order by 1
                """)
            .query(String.class).list().stream().map("the numbers of bulletins have a gap: organization %s"::formatted);
    }
}
