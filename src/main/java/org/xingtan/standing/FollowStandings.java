package org.xingtan.standing;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.LedgerFollower;
import org.xingtan.platform.TeacherId;

/**
 * Whatever moves somebody's standing works it out anew in its own transaction: hours, a new unit. Thousands of a roster follow after its commit,
 * so that none of them waits for it who finishes a lesson. A unit elsewhere concerns all its people, and changes in a transaction that reads the
 * world as it was: they follow after its commit as well. A new policy concerns everybody below: they follow right after it is committed, some
 * thousand at a time, and nobody waits for them.
 */
@Component
class FollowStandings implements LedgerFollower, IncomingPeople.Follower, Organizations.Follower {


    /**
     * Whose unit lies below one that asks for hours, and who was asked before: a roster of people whom nobody asks moves no standing. In a year
     * that is over nobody is asked who was not.
     */
    private static final String CONCERNED = """
        with asking as materialized (
            select distinct o.path from ledger.annual_requirement_card r join directory.organization_card o on o.id = r.jurisdiction where r.year = :year)
        select p.teacher_id
          from directory.person_card p
         where p.teacher_id = any (:people) and not :over and exists (select from asking a where a.path @> p.organization_path)
         union
        select s.teacher_id from standing.state s where s.teacher_id = any (:people) and s.year = :year
         order by 1
        """;

    private final JdbcClient db;
    private final LinesMet met;
    private final CountedLines lines;
    private final Years years;
    private final CountAfterwards afterwards;

    FollowStandings(JdbcClient db, LinesMet met, CountedLines lines, Years years, CountAfterwards afterwards) {
        this.db = db;
        this.met = met;
        this.lines = lines;
        this.years = years;
        this.afterwards = afterwards;
    }

    @Override
    public void moved(TeacherId teacher, int year) {
        met.of(List.of(teacher), year);
    }

    @Override
    public void moved(Collection<TeacherId> teachers, int year) {
        met.of(teachers, year);
    }

    @Override
    public void defined(AnnualRequirement requirement) {
        lines.keep(requirement);
        afterwards.policy(requirement.jurisdiction(), requirement.year());
    }

    @Override
    public Runnable before(UUID[] people) {
        afterwards.beWaitedFor();
        return () -> follow(Arrays.stream(people).map(TeacherId::new).toList());
    }

    @Override
    public Runnable beforeChange(UUID[] units) {
        return units.length == 0 ? () -> {} : () -> years.asked().forEach(year -> afterwards.units(units, year));
    }

    private void follow(List<TeacherId> people) {
        for (var year : years.kept()) {
            var concerned = concerned(people, year);
            if (concerned.size() <= CountAfterwards.AT_ONCE) {
                met.changed(concerned, year);
            } else {
                afterwards.people(concerned, year);
            }
        }
    }

    private List<TeacherId> concerned(List<TeacherId> people, int year) {
        return db.sql(CONCERNED).param("people", TeacherId.array(people)).param("year", year).param("over", years.isOver(year)).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }
}
