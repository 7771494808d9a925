package org.xingtan.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;

/** Use case: the caller divides the places of a call, and each authority below him what it has got. Nobody raises his own share. */
@Component
class KeepQuotas {

    /** A line as somebody has typed it. */
    record Line(@Nullable String code, @Nullable String subject, @Nullable String each, @Nullable String places) {}

    private final Access access;
    private final Calls calls;
    private final Quotas quotas;
    private final Vocabulary vocabulary;
    private final AuditTrail trail;
    private final Clock clock;

    KeepQuotas(Access access, Calls calls, Quotas quotas, Vocabulary vocabulary, AuditTrail trail, Clock clock) {
        this.access = access;
        this.calls = calls;
        this.quotas = quotas;
        this.vocabulary = vocabulary;
        this.trail = trail;
        this.clock = clock;
    }

    /** Whether somebody divides the places of a unit: those below his own, and as the caller all of them. */
    boolean keeps(Actor actor, Call call, QuotaTable.Unit unit) {
        return isCaller(actor, call) || access.scope(actor, Task.MANAGE_PROGRAMS).paths().stream().anyMatch(path -> call.isAbove(path) && unit.isBelow(path));
    }

    /** Whether somebody writes the table as the caller, and not only what lies below his own unit. */
    boolean isCaller(Actor actor, Call call) {
        return access.scope(actor, Task.MANAGE_PROGRAMS).contains(call.owner().path());
    }

    /** Whether somebody divides anything of it. */
    boolean keepsAny(Actor actor, Call call) {
        return isCaller(actor, call) || access.scope(actor, Task.MANAGE_PROGRAMS).paths().stream().anyMatch(call::isAbove);
    }

    @Transactional
    public void save(Actor actor, ProgramId program, Line line) {
        var call = lock(actor, program);
        var subject = KeepCall.text(line.subject());
        Verdict.of(
            Condition.of("application.not-listed", !call.isListed()),
            Condition.of("application.quota.places", KeepCall.text(line.places()).matches("[0-9]{1,5}")),
            Condition.of("application.quota.subject", subject.isEmpty() || subjects().contains(subject)),
            Condition.of("application.quota.one-kind", subject.isEmpty() || !"true".equals(line.each()))).orRefuse();
        var unit = quotas.units(call.owner().path(), List.of(KeepCall.text(line.code()))).stream().findFirst();
        Verdict.of(Condition.of("application.quota.unit", unit.isPresent(), call.owner().name())).orRefuse();
        if (!keeps(actor, call, unit.orElseThrow())) {
            throw new NotFound(unit);
        }
        var before = quotas.table(call);
        var row = before.written(new QuotaTable.Row(unit.get(), subject.isEmpty() ? null : subject, "true".equals(line.each()),
            Integer.parseInt(KeepCall.text(line.places())), null), isCaller(actor, call));
        verdict(call, before, before.with(row)).orRefuse();
        quotas.save(program, row);
        quotas.settle();
        record(actor, call, before.rows().stream().filter(it -> it.isSame(row)).findFirst(), Optional.of(row));
    }

    /** Gone already is gone. */
    @Transactional
    public void remove(Actor actor, ProgramId program, OrganizationId organization, @Nullable String subject, boolean each) {
        var call = lock(actor, program);
        var table = quotas.table(call);
        var row = table.rows().stream().filter(it -> it.unit().id().equals(organization) && it.eachSchool() == each
            && KeepCall.text(it.subject()).equals(KeepCall.text(subject))).findFirst();
        if (row.isEmpty()) {
            return;
        }
        if (!keeps(actor, call, row.get().unit())) {
            throw new NotFound(organization);
        }
        Verdict.of(Condition.of("application.not-listed", !call.isListed())).orRefuse();
        verdict(call, table, table.without(row.get())).orRefuse();
        quotas.remove(program, row.get());
        quotas.settle();
        record(actor, call, row, Optional.empty());
    }

    /** The table of what somebody divides becomes exactly this. */
    void replace(Actor actor, Call call, QuotaTable wanted) {
        var before = quotas.table(call);
        Verdict.of(Condition.of("application.not-listed", !call.isListed()), call.notCancelled()).orRefuse();
        verdict(call, before, wanted).orRefuse();
        before.rows().stream().filter(row -> wanted.rows().stream().noneMatch(row::isSame)).forEach(row -> quotas.remove(call.program(), row));
        wanted.rows().stream().filter(row -> !before.rows().contains(row)).forEach(row -> quotas.save(call.program(), row));
        quotas.settle();
    }

    /** Everything that stands for or against a table as it is. */
    Verdict verdict(Call call, QuotaTable table) {
        return Verdict.of(checks(call, table).stream().map(QuotaTable.Check::condition).toList());
    }

    /** Everything that stands for or against making one table of another: what a move of units has broken may be mended little by little. */
    Verdict verdict(Call call, QuotaTable before, QuotaTable after) {
        return Verdict.of(QuotaTable.worse(checks(call, before), checks(call, after)));
    }

    private List<QuotaTable.Check> checks(Call call, QuotaTable table) {
        var checks = new ArrayList<>(table.checks());
        checks.addAll(quotas.law(call, clock.instant()).under(table).keeps());
        return checks;
    }

    private Call lock(Actor actor, ProgramId program) {
        if (!keepsAny(actor, calls.current(program))) {
            throw new NotFound(program);
        }
        var call = calls.lock(program);
        Verdict.of(call.notCancelled()).orRefuse();
        return call;
    }

    Set<String> subjects() {
        return vocabulary.subjects().stream().map(Vocabulary.Term::code).collect(Collectors.toSet());
    }

    private void record(Actor actor, Call call, Optional<QuotaTable.Row> before, Optional<QuotaTable.Row> after) {
        var unit = before.or(() -> after).orElseThrow().unit();
        trail.record(actor, "application.quota", "program:" + call.program(), call.owner().path(), before.map(KeepQuotas::facts).orElse(null),
            after.map(KeepQuotas::facts).orElseGet(() -> Map.of("unit", unit.code())));
    }

    private static Map<String, Object> facts(QuotaTable.Row row) {
        return Map.of("unit", row.unit().code(), "subject", KeepCall.text(row.subject()), "each", row.eachSchool(), "places", row.places());
    }
}
