package org.xingtan.standing;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.program.SqlFragment;

/** Use case: everybody's standing follows the days, on which employments begin and end, and follows people who were loaded. */
@Component
public class CountStandings {

    private static final long LOCK = 0x7374_616e_6469_6e67L;

    /** Who counts in another unit than he is in, or whom nobody has looked at yet though somebody may ask him. */
    private static final String ELSEWHERE = """
        select coalesce(p.teacher_id, s.teacher_id) as teacher_id
          from (select q.teacher_id, q.organization_id from directory.person_card q
                 where exists (select from ledger.annual_requirement_card r join directory.organization_card o on o.id = r.jurisdiction
                                where r.year = :year and o.path @> q.organization_path)) p
          full join (select * from standing.state where year = :year) s on s.teacher_id = p.teacher_id
         where s.organization_id is distinct from p.organization_id
        """;

    private final JdbcClient db;
    private final LinesMet met;
    private final Patience patience;
    private final Years years;

    CountStandings(JdbcClient db, LinesMet met, Patience patience, Years years) {
        this.db = db;
        this.met = met;
        this.patience = patience;
        this.years = years;
    }

    /** On one node: another that comes to it meanwhile leaves it. */
    @Scheduled(cron = "0 4 0 * * *", zone = "Asia/Shanghai")
    @Transactional
    public void follow() {
        if (db.sql("select pg_try_advisory_xact_lock(:lock)").param("lock", LOCK).query(Boolean.class).single()) {
            patience.extend();
            met.of(new SqlFragment(ELSEWHERE, Map.of()), years.current());
        }
    }

    /** Of everybody whom somebody asks for hours in that year, after entries were loaded beside the ledger's own way. */
    @Transactional
    public void all(int year) {
        patience.extend();
        met.of(new SqlFragment("""
            select p.teacher_id from directory.person_card p
             where exists (select from ledger.annual_requirement_card r join directory.organization_card o on o.id = r.jurisdiction
                            where r.year = :year and o.path @> p.organization_path)
             union
            select s.teacher_id from standing.state s where s.year = :year
            """, Map.of()), year);
    }
}
