package org.xingtan.summary;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.monitoring.Units;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at the reports he asked for and at those he owes. */
@Component
class LookAtSummaries {

    private static final int ROWS = 30;

    private final SummariesInCharge inCharge;
    private final SummaryCalls calls;
    private final Summaries summaries;
    private final SummaryAttachments attachments;
    private final Units units;
    private final Clock clock;

    LookAtSummaries(SummariesInCharge inCharge, SummaryCalls calls, Summaries summaries, SummaryAttachments attachments, Units units, Clock clock) {
        this.inCharge = inCharge;
        this.calls = calls;
        this.summaries = summaries;
        this.attachments = attachments;
        this.units = units;
        this.clock = clock;
    }

    CallList list(Actor actor, @Nullable String after) {
        var scope = inCharge.scope(actor);
        if (scope.isEmpty()) {
            throw new NotFound("summaries");
        }
        return new CallList(!authorities(actor).isEmpty(), calls.page(scope, Page.Key.id(after), ROWS).map(call -> entry(actor, call)));
    }

    private CallList.Entry entry(Actor actor, SummaryCall call) {
        return new CallList.Entry(call, inCharge.reviews(actor, call),
            summaries.of(call).stream().filter(it -> inCharge.writes(actor, it)).toList());
    }

    CallForm form(Actor actor, @Nullable String organization) {
        var authorities = authorities(actor);
        var authority = Units.organization(organization, authorities);
        inCharge.requireOver(actor, authority);
        return new CallForm(Uuids.next(), units.get(authority), authorities, LocalDate.ofInstant(clock.instant(), Window.ZONE));
    }

    CallView call(Actor actor, UUID id) {
        var call = inCharge.mine(actor, id);
        return new CallView(call, summaries.of(call), clock.instant());
    }

    SummaryView summary(Actor actor, UUID id, OrganizationId unit) {
        var call = inCharge.call(id);
        var summary = inCharge.read(actor, call, unit);
        return new SummaryView(call, summary, attachments.of(summary), summaries.steps(summary),
            inCharge.writes(actor, summary) && summary.state().isOpen(), inCharge.reviews(actor, call));
    }

    private List<OrganizationCard> authorities(Actor actor) {
        return units.tops(inCharge.scope(actor)).stream().filter(unit -> !units.children(unit).isEmpty()).toList();
    }
}
