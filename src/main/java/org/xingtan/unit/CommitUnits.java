package org.xingtan.unit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.unit.UnitReport.State;

/** Use cases: exactly what was planned is done, or the plan is thrown away. */
@Service
class CommitUnits {

    private final UnitScope scope;
    private final UnitImports imports;
    private final Organizations organizations;
    private final ApplyUnits apply;
    private final AuditTrail trail;
    private final Clock clock;

    CommitUnits(UnitScope scope, UnitImports imports, Organizations organizations, ApplyUnits apply, AuditTrail trail, Clock clock) {
        this.scope = scope;
        this.imports = imports;
        this.organizations = organizations;
        this.apply = apply;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws NotFound when it is not for a unit of the actor's */
    UnitReport at(Actor actor, UUID id) {
        return imports.find(scope.of(actor), id).orElseThrow(() -> new NotFound(id));
    }

    /**
     * All of it or nothing. Committed already is committed.
     *
     * @return false when the tree has changed since, so that another plan takes the place of the one that was looked at
     * @throws Problem 409 when it was thrown away, or its workbook is still checked for viruses; 410 when one was found in it
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public boolean commit(Actor actor, UUID id) {
        organizations.hold();
        var report = at(actor, id);
        if (report.state() != State.PLANNED) {
            requireState(report, State.COMMITTED);
            return true;
        }
        imports.workbook(report).requireOpen();
        var top = scope.require(actor, report.unit());
        var plan = imports.plan(id);
        var rows = plan.stream().map(Decision::row).toList();
        var unreadable = report.remarks().stream().filter(UnitReport.Remark::refuses).map(it -> it.finding().row()).distinct()
            .map(row -> UnitFinding.refusal(row, null, "unit.refused-before")).toList();
        var policy = new UnitPolicy(scope.ground(actor, top, rows.stream().map(UnitRow::code).toList()), unreadable);
        var now = clock.instant();
        var again = policy.decide(rows);
        if (!again.equals(plan)) {
            var remarks = new ArrayList<>(report.remarks());
            policy.findings().stream().filter(finding -> !finding.code().equals("unit.refused-before")).forEach(finding -> remarks.add(finding.as(null)));
            imports.planAgain(id, again, List.copyOf(remarks), now);
            return false;
        }
        apply.apply(actor, plan, scope.ground(actor, top, List.of()).known(), id, now);
        imports.answer(id, State.COMMITTED, now);
        trail.record(actor, "unit.import.commit", "organization:" + top.id(), top.path(), null, facts(report));
        return true;
    }

    /** Thrown away already is thrown away. @throws Problem 409 when it was committed */
    @Transactional
    public void discard(Actor actor, UUID id) {
        var report = at(actor, id);
        if (report.state() != State.PLANNED) {
            requireState(report, State.DISCARDED);
            return;
        }
        imports.answer(id, State.DISCARDED, clock.instant());
        var top = scope.require(actor, report.unit());
        trail.record(actor, "unit.import.discard", "organization:" + top.id(), top.path(), null, facts(report));
    }

    private static void requireState(UnitReport report, State state) {
        if (report.state() != state) {
            throw new Problem(409, state == State.COMMITTED ? "unit.import.discarded" : "unit.import.committed");
        }
    }

    private static Map<String, Object> facts(UnitReport report) {
        return Map.of("document", report.document().toString(), "create", report.totals().create(), "change", report.totals().change(),
            "move", report.totals().move(), "refused", report.totals().refused());
    }
}
