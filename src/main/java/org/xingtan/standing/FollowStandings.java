package org.xingtan.standing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.LedgerFollower;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.program.SqlFragment;

/** Whatever moves somebody's standing works it out anew in its own transaction: hours, a new policy, a new unit, a unit elsewhere. */
@Component
class FollowStandings implements LedgerFollower, IncomingPeople.Follower, Organizations.Follower {

    private final LinesMet met;
    private final CountedLines lines;
    private final Patience patience;
    private final Years years;

    FollowStandings(LinesMet met, CountedLines lines, Patience patience, Years years) {
        this.met = met;
        this.lines = lines;
        this.patience = patience;
        this.years = years;
    }

    @Override
    public void moved(TeacherId teacher, int year) {
        met.of(List.of(teacher), year);
    }

    @Override
    public void defined(AnnualRequirement requirement) {
        patience.extend();
        lines.keep(requirement);
        met.of(new SqlFragment("""
            select p.teacher_id from directory.person_card p
             where p.organization_path operator(public.<@) (select o.path from directory.organization_card o where o.id = :jurisdiction)
             union
            select f.teacher_id from standing.state f where f.year = :year and f.jurisdiction = :jurisdiction
            """, Map.of("jurisdiction", requirement.jurisdiction().value())), requirement.year());
    }

    @Override
    public Runnable before(UUID[] people) {
        return () -> met.of(Arrays.stream(people).map(TeacherId::new).toList(), years.current());
    }

    @Override
    public Runnable beforeChange(UUID[] units) {
        return units.length == 0 ? () -> {} : () -> met.of(new SqlFragment(
            "select p.teacher_id from directory.person_card p where p.organization_id = any (:units)", Map.of("units", units)), years.current());
    }
}
