package org.xingtan.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.summary.OpenCall;
import org.xingtan.summary.ReviewSummary;
import org.xingtan.summary.SummaryText;
import org.xingtan.summary.WriteSummary;
import tools.jackson.core.type.TypeReference;

/** A round of summary reports: some accepted, some waiting, some late. */
@Component
class DemoSummaries {

    /** A report as it comes when it is handed in. */
    private static final int HANDED_IN = 3;

    /** @param ended days ago */
    private record Call(String by, String unit, String title, String instructions, int ended, int days, List<Report> reports) {}

    /** @param state how far it has come; @param reason of who returned it */
    private record Report(String by, String unit, String state, SummaryText text, String reason) {}

    private final OpenCall open;
    private final WriteSummary write;
    private final ReviewSummary review;
    private final DemoActors actors;
    private final Clock clock;

    DemoSummaries(OpenCall open, WriteSummary write, ReviewSummary review, DemoActors actors, Clock clock) {
        this.open = open;
        this.write = write;
        this.review = review;
        this.actors = actors;
        this.clock = clock;
    }

    void load() {
        for (var call : DemoResources.json("summaries.json", new TypeReference<List<Call>>() {})) {
            var id = Uuids.next();
            var ended = LocalDate.now(clock.withZone(Window.ZONE)).minusDays(call.ended());
            open.open(actors.of(call.by()), new OpenCall.Order(id, actors.unit(call.unit()), call.title(), call.instructions(), ended, call.days()));
            call.reports().forEach(report -> report(call, id, report));
        }
    }

    private void report(Call call, UUID id, Report report) {
        var unit = actors.unit(report.unit());
        var words = new WriteSummary.Words(id, unit, 1, report.text(), List.of());
        if (report.state().equals("DRAFT")) {
            write.save(actors.of(report.by()), words);
            return;
        }
        write.submit(actors.of(report.by()), words);
        if (!report.state().equals("SUBMITTED")) {
            review.decide(actors.of(call.by()), id, unit, HANDED_IN, report.state().equals("ACCEPTED"), report.reason());
        }
    }
}
