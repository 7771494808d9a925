package org.xingtan.summary;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** Who writes and who reviews: a unit's own administrator writes its report, who stands over the authority reviews it. */
@Component
class SummariesInCharge {

    private final SummaryCalls calls;
    private final Summaries summaries;
    private final Access access;

    SummariesInCharge(SummaryCalls calls, Summaries summaries, Access access) {
        this.calls = calls;
        this.summaries = summaries;
        this.access = access;
    }

    Scope scope(Actor actor) {
        return access.scope(actor, Task.PUBLISH_BULLETINS);
    }

    /** @throws NotFound when the authority is none of the actor's */
    void requireOver(Actor actor, OrganizationId authority) {
        access.require(actor, Task.PUBLISH_BULLETINS, authority);
    }

    boolean reviews(Actor actor, SummaryCall call) {
        return scope(actor).contains(call.path());
    }

    boolean writes(Actor actor, Summary summary) {
        return scope(actor).paths().contains(summary.path());
    }

    /** @throws NotFound unless the actor reviews it */
    SummaryCall mine(Actor actor, UUID id) {
        var call = calls.find(id);
        requireOver(actor, call.organization());
        return call;
    }

    /** The call, for one who reviews what it brings or writes a report for it. */
    SummaryCall call(UUID id) {
        return calls.find(id);
    }

    /** @throws NotFound unless the actor writes or reviews it */
    Summary read(Actor actor, SummaryCall call, OrganizationId unit) {
        var summary = summaries.find(call, unit);
        if (!writes(actor, summary)) {
            requireOver(actor, call.organization());
        }
        return summary;
    }

    /**
     * One that the actor may write now, as he saw it.
     *
     * @throws NotFound unless he writes for the unit
     * @throws Problem 409 when it is no longer what he saw, or is handed in
     */
    Summary open(Actor actor, SummaryCall call, OrganizationId unit, int version) {
        var summary = read(actor, call, unit);
        if (!writes(actor, summary)) {
            throw new NotFound(unit);
        }
        if (summary.version() != version) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        if (!summary.state().isOpen()) {
            throw new Problem(409, "summary.handed-in");
        }
        return summary;
    }
}
