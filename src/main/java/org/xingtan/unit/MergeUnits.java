package org.xingtan.unit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/**
 * Use case: a unit goes up in another one. From today on its people belong there, with their hours, certificates and open
 * programs, and whoever is to come later comes there; it is closed, and what was its own until yesterday stays its history.
 */
@Service
class MergeUnits {

    private final UnitScope scope;
    private final Organizations organizations;
    private final IncomingPeople people;
    private final KeepUnit keep;
    private final AuditTrail trail;
    private final Clock clock;

    MergeUnits(UnitScope scope, Organizations organizations, IncomingPeople people, KeepUnit keep, AuditTrail trail, Clock clock) {
        this.scope = scope;
        this.organizations = organizations;
        this.people = people;
        this.keep = keep;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Sent again, nothing more happens.
     *
     * @param code of the unit that takes its people over
     * @throws Refused with everything that stands against it, units below and offices of people of other units among it
     * @throws Problem 409 while it is planned already what becomes of somebody after his service there, or when the unit is closed otherwise
     */
    @Transactional
    public void merge(Actor actor, OrganizationId id, String code) {
        organizations.hold();
        var unit = scope.require(actor, id);
        if (!scope.keeps(actor, unit)) {
            throw new Forbidden("unit.top");
        }
        if (unit.isClosed()) {
            if (!organizations.isMerged(id, code.strip())) {
                throw new Problem(409, "unit.merge.closed");
            }
            return;
        }
        var target = target(actor, unit, code.strip());
        organizations.holdInheritance(unit.id());
        var plan = Uuids.next();
        var count = people.stageAll(plan, unit.id(), target.id(), LocalDate.ofInstant(clock.instant(), Window.ZONE));
        if (!people.apply(plan)) {
            throw new Problem(409, "unit.merge.planned");
        }
        organizations.merge(unit.id(), target.id());
        trail.record(actor, "unit.merge", "organization:" + id, unit.path(), Map.of("name", unit.facts().name()),
            Map.of("unit", target.facts().name(), "count", count));
        keep.close(actor, id, true);
    }

    private KnownUnit target(Actor actor, KnownUnit unit, String code) {
        var target = organizations.byCode(code).filter(card -> scope.of(actor).contains(card.path()))
            .map(card -> scope.require(actor, card.id())).orElseThrow(() -> new Refused("unit.merge.target"));
        Verdict.of(Condition.of("unit.merge.another", !target.id().equals(unit.id())),
            Condition.of("unit.merge.open", !target.isClosed()),
            Condition.of("unit.merge.kind", target.facts().kind().equals(unit.facts().kind()))).orRefuse();
        return target;
    }
}
