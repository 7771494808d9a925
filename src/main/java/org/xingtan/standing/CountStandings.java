package org.xingtan.standing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;

/**
 * Use case: everybody's standing follows the days on which employments begin and end, people who were loaded, and whatever was left out. Some
 * thousand are worked out in a transaction, so that nobody who posts hours waits long; what is cut off is gone on with within the hour.
 */
@Component
public class CountStandings {

    private static final Logger LOG = LoggerFactory.getLogger(CountStandings.class);

    private static final int AT_ONCE = 2_000;

    /** Whose unit, authority or version of its policy is another one than was counted, or whom nobody has looked at yet. */
    private static final String STALE = """
        -- all teachers: whoever is not where he was counted.
        with requirement as materialized (
            select r.jurisdiction, max(r.version) as version, o.path
              from ledger.annual_requirement_card r
              join directory.organization_card o on o.id = r.jurisdiction
             where r.year = :year
             group by r.jurisdiction, o.path),
        place as materialized (
            select o.id, q.jurisdiction, q.version
              from directory.organization_card o
              left join lateral (select q.jurisdiction, q.version from requirement q where q.path @> o.path order by public.nlevel(q.path) desc limit 1) q on true
             where (cast(:below as uuid) is null or o.path <@ (select b.path from directory.organization_card b where b.id = cast(:below as uuid)))
               and (cast(:units as uuid[]) is null or o.id = any (cast(:units as uuid[]))))
        select p.teacher_id
          from directory.person_card p
          join place on place.id = p.organization_id
          left join standing.state s on s.teacher_id = p.teacher_id and s.year = :year
         where case when s.teacher_id is null then place.jurisdiction is not null
                    else (s.organization_id, s.jurisdiction, s.policy) is distinct from (p.organization_id, place.jurisdiction, place.version) end
         union all
        select s.teacher_id
          from standing.state s
         where s.year = :year and s.organization_id in (select id from place)
           and not exists (select from directory.person_card p where p.teacher_id = s.teacher_id)
        """;

    /** In a year that is over everybody stays where he counted, and under the authority that asked him: by another version of its policy than the newest. */
    private static final String OUTDATED = """
        -- all teachers: whoever is not judged by the policy in force.
        select s.teacher_id
          from standing.state s
          left join (select r.jurisdiction, max(r.version) as version from ledger.annual_requirement_card r where r.year = :year group by r.jurisdiction) q
            on q.jurisdiction = s.jurisdiction
         where s.year = :year and s.policy is distinct from q.version
        """;

    private final JdbcClient db;
    private final LinesMet met;
    private final Years years;
    private final Patience patience;
    private final TransactionTemplate own;

    CountStandings(JdbcClient db, LinesMet met, Years years, Patience patience, PlatformTransactionManager transactions) {
        this.db = db;
        this.met = met;
        this.years = years;
        this.patience = patience;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.own.setTimeout(600);
    }

    /** People of a part, and why they could not be counted. */
    record Failed(TeacherId first, TeacherId last, int year, RuntimeException why) {

        String told() {
            return "people from " + first + " to " + last + " could not be counted in " + year + ": " + why;
        }
    }

    /** At the start, and every hour; two nodes that do it at once do it once, by the locks of the rows. What fails comes again with the next hour. */
    @Scheduled(initialDelay = 30_000, fixedDelay = 3_600_000)
    void followTheHour() {
        attempt();
    }

    /** Soon after midnight, when employments begin and end. */
    @Scheduled(cron = "0 1 0 * * *", zone = "Asia/Shanghai")
    void followTheDay() {
        attempt();
    }

    /** @return what has failed, and held up nobody else */
    List<Failed> attempt() {
        var failed = new ArrayList<Failed>();
        years.asked().forEach(year -> failed.addAll(attempt(apart(() -> stale(year, null, null, Integer.MAX_VALUE)), year)));
        var over = years.current() - 1;
        failed.addAll(attempt(apart(() -> outdated(over)), over));
        return failed;
    }

    /** By parts. @return those that have failed, and held up no other */
    List<Failed> attempt(List<TeacherId> people, int year) {
        var failed = new ArrayList<Failed>();
        for (var start = 0; start < people.size(); start += AT_ONCE) {
            var some = people.subList(start, Math.min(people.size(), start + AT_ONCE));
            try {
                apart(() -> {
                    met.asked(some, year);
                    return some;
                });
            } catch (CannotCreateTransactionException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("People from {} to {} could not be counted in {}", some.getFirst(), some.getLast(), year, e);
                failed.add(new Failed(some.getFirst(), some.getLast(), year, e));
            }
        }
        return failed;
    }

    /** In a transaction of its own that may take its time, and sees what others have committed: one statement after the other. */
    <T> T apart(Supplier<T> work) {
        return Objects.requireNonNull(own.execute(_ -> {
            patience.extend();
            return work.get();
        }));
    }

    /** @param most some of them, when they are more */
    List<TeacherId> stale(int year, @Nullable OrganizationId below, UUID @Nullable [] units, int most) {
        return db.sql("select teacher_id from (" + STALE + " limit :most) x order by 1").param("year", year)
            .param("below", below == null ? null : below.value().toString()).param("units", units).param("most", most)
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    /** Parts of what is counted afterwards that fail again and again, for whoever runs the platform. */
    List<String> failing() {
        return db.sql("select id, year, failed from standing.count_order where failed > 1 order by id")
            .query((row, _) -> "part " + row.getString(1) + " of counting " + row.getInt(2) + " has failed " + row.getInt(3) + " times; the log says why").list();
    }

    List<TeacherId> outdated(int year) {
        return people(OUTDATED, year);
    }

    private List<TeacherId> people(String sql, int year) {
        return db.sql(sql + " order by 1").param("year", year).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    /** Of everybody whom somebody asks for hours in that year, in one transaction: after entries were loaded beside the ledger's own way. */
    @Transactional
    public void all(int year) {
        patience.extend();
        var people = people("""
            -- all teachers: entries of anybody may have been loaded.
            select p.teacher_id from directory.person_card p
             where exists (select from ledger.annual_requirement_card r join directory.organization_card o on o.id = r.jurisdiction
                            where r.year = :year and o.path @> p.organization_path)
             union
            select s.teacher_id from standing.state s where s.year = :year
            """, year);
        for (var start = 0; start < people.size(); start += AT_ONCE) {
            met.asked(people.subList(start, Math.min(people.size(), start + AT_ONCE)), year);
        }
    }
}
