package org.xingtan.census;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/**
 * Use case: a unit declares who holds which post (摸底). A declaration covers everybody: for whom the form did not show it
 * stays as declared before, and before the first one as the roster has it. The same again changes nothing.
 */
@Component
public class DeclareCensus {

    /** How far back a declaration may reach. */
    private static final int YEARS = 10;

    private final CensusUnits units;
    private final CensusPosts posts;
    private final Declarations declarations;
    private final AuditTrail audit;
    private final Clock clock;

    DeclareCensus(CensusUnits units, CensusPosts posts, Declarations declarations, AuditTrail audit, Clock clock) {
        this.units = units;
        this.posts = posts;
        this.declarations = declarations;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param on    the day it is true for; null for today
     * @param shown who the form was about
     * @param holds what they hold of the posts that units of this kind declare
     * @return whether something is new
     */
    @Transactional
    public boolean declare(Actor actor, String organization, @Nullable LocalDate on, Set<TeacherId> shown, Set<Holding> holds) {
        var unit = units.get(actor, organization);
        var asked = posts.of(unit.kind());
        var today = clock.instant().atZone(Window.ZONE).toLocalDate();
        var day = on == null ? today : on;
        Verdict.of(Condition.of("census.declares", !asked.isEmpty(), unit.name()),
            Condition.of("census.day", !day.isAfter(today) && !day.isBefore(today.minusYears(YEARS)), today, YEARS)).orRefuse();
        declarations.lock(unit.id());
        var before = declarations.inForce(unit.id()).orElse(null);
        var declared = before == null ? declarations.roster(unit.id(), asked) : declarations.holders(before.id());
        var next = merged(declared, shown, holds, asked);
        if (before != null && before.on().equals(day) && next.equals(declared)) {
            return false;
        }
        replace(actor, unit, before, day, next);
        return true;
    }

    private static Set<Holding> merged(Set<Holding> declared, Set<TeacherId> shown, Set<Holding> holds, List<String> asked) {
        var next = new HashSet<Holding>();
        declared.stream().filter(it -> !shown.contains(it.teacher())).forEach(next::add);
        holds.stream().filter(it -> shown.contains(it.teacher()) && asked.contains(it.post())).forEach(next::add);
        return next;
    }

    private void replace(Actor actor, OrganizationCard unit, @Nullable Declaration before, LocalDate day, Set<Holding> holders) {
        var now = clock.instant();
        var id = Uuids.next();
        var was = before == null ? null : told(before.id(), before.on());
        if (before != null) {
            declarations.replace(before, now);
        }
        declarations.add(unit.id(), id, before == null ? 1 : before.number() + 1, day, now, actor.teacher(), holders);
        audit.record(actor, "census.declare", "organization:" + unit.id(), unit.path(), was, told(id, day));
    }

    private Map<String, Object> told(UUID declaration, LocalDate on) {
        var told = new LinkedHashMap<String, Object>();
        told.put("declaredOn", on);
        told.put("count", declarations.counts(declaration).values().stream().mapToInt(it -> it).sum());
        return told;
    }
}
