package org.xingtan.discussion;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/**
 * Use case: a unit enters who was at its activity. Only what was changed on the page is changed: two who enter at once do not undo
 * each other's ticks.
 */
@Component
public class EnterAttendance {

    private final DiscussionsInCharge inCharge;
    private final Activities activities;
    private final AuditTrail audit;
    private final Clock clock;

    EnterAttendance(DiscussionsInCharge inCharge, Activities activities, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.activities = activities;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param were  ticked when the page was shown
     * @param there ticked now
     */
    @Transactional
    public void enter(Actor actor, UUID id, Set<TeacherId> were, Set<TeacherId> there) {
        var activity = activities.hold(id);
        inCharge.requireKeeper(actor, activity.path());
        var now = clock.instant();
        Verdict.of(Condition.of("discussion.not-yet", !activity.isToCome(LocalDate.ofInstant(now, Window.ZONE)))).orRefuse();
        var entered = activities.enter(activity, without(there, were), actor, now);
        var struck = activities.strike(activity, without(were, there));
        if (!entered.isEmpty() || !struck.isEmpty()) {
            audit.record(actor, "discussion.attend", "organization:" + activity.organization(), activity.path(),
                told(activity, activity.attendances(), struck), told(activity, activity.attendances() + entered.size() - struck.size(), entered));
        }
    }

    private static Map<String, Object> told(Activity activity, long count, List<TeacherId> people) {
        return Map.of("title", activity.title(), "count", count, "people", people.stream().map(TeacherId::toString).sorted().toList());
    }

    private static Set<TeacherId> without(Set<TeacherId> all, Set<TeacherId> some) {
        var left = new HashSet<>(all);
        left.removeAll(some);
        return left;
    }
}
