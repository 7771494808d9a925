package org.xingtan.unit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use cases: one unit is made, renamed, changed, moved, closed or opened again by a form, by the same rules as a workbook. */
@Service
class KeepUnit {

    private final UnitScope scope;
    private final KnownUnits units;
    private final Organizations organizations;
    private final ApplyUnits apply;
    private final AuditTrail trail;
    private final Clock clock;

    KeepUnit(UnitScope scope, KnownUnits units, Organizations organizations, ApplyUnits apply, AuditTrail trail, Clock clock) {
        this.scope = scope;
        this.units = units;
        this.organizations = organizations;
        this.apply = apply;
        this.trail = trail;
        this.clock = clock;
    }

    /** Whether the row will do, every reason at once. @param top the unit whose tree it belongs to */
    Verdict verdict(Actor actor, KnownUnit top, UnitRow row) {
        var policy = new UnitPolicy(scope.ground(actor, top, List.of(row.code())), List.of());
        policy.decide(List.of(row));
        return Verdict.of(policy.findings().stream()
            .map(finding -> Condition.of(finding.code(), false, finding.arguments().toArray())).toList());
    }

    /** @throws Refused with everything that stands against it */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public void save(Actor actor, OrganizationId topId, UnitRow row) {
        organizations.hold();
        var top = scope.require(actor, topId);
        var ground = scope.ground(actor, top, List.of(row.code()));
        var policy = new UnitPolicy(ground, List.of());
        var decision = policy.decide(List.of(row)).getFirst();
        verdict(actor, top, row).orRefuse();
        if (decision.action() == Decision.Action.UNCHANGED) {
            return;
        }
        var now = clock.instant();
        apply.apply(actor, List.of(decision), ground.known(), null, now);
        var before = ground.known().get(row.code());
        var path = before == null ? top.path() : before.path();
        var target = "organization:" + organizations.byCode(row.code()).orElseThrow().id();
        switch (decision.action()) {
            case CREATE -> trail.record(actor, "unit.create", target, path, null, decision.facts());
            case MOVE -> trail.record(actor, "unit.move", target, path, facts(before), decision.facts());
            default -> trail.record(actor, "unit.change", target, path, facts(before), decision.facts());
        }
    }

    private static @Nullable UnitFacts facts(@Nullable KnownUnit unit) {
        return unit == null ? null : unit.facts();
    }

    /** Closed already is closed. @throws Refused while people, open units, appointments or what only its office decides hold it open */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public void close(Actor actor, OrganizationId id, boolean closed) {
        organizations.hold();
        var unit = scope.require(actor, id);
        if (!scope.keeps(actor, unit)) {
            throw new Forbidden("unit.top");
        }
        if (unit.isClosed() == closed) {
            return;
        }
        (closed ? closing(unit) : opening(unit)).orRefuse();
        var now = clock.instant();
        organizations.close(id, closed ? LocalDate.ofInstant(now, Window.ZONE) : null);
        var act = closed ? "CLOSE" : "REOPEN";
        apply.remember(actor, id, act, now);
        trail.record(actor, closed ? "unit.close" : "unit.reopen", "organization:" + id, unit.path(), Map.of("closed", !closed),
            Map.of("name", unit.facts().name(), "closed", closed));
    }

    /** Nothing is open below what is closed. */
    private Verdict opening(KnownUnit unit) {
        var above = unit.facts().parent() == null ? Optional.<KnownUnit>empty()
            : organizations.byCode(unit.facts().parent()).flatMap(it -> units.find(it.id()));
        return Verdict.of(Condition.of("unit.parent-open", above.filter(KnownUnit::isClosed).isEmpty(), above.map(it -> it.facts().name()).orElse("")));
    }

    /** What holds it open. */
    Verdict closing(KnownUnit unit) {
        var ties = units.ties(unit);
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("unit.no-people", ties.people() == 0, ties.people()));
        conditions.add(Condition.of("unit.no-units", ties.units() == 0, ties.units()));
        conditions.add(Condition.of("unit.no-appointments", ties.appointments() == 0, ties.appointments()));
        conditions.addAll(organizations.waiting(unit.id()));
        return Verdict.of(conditions);
    }
}
