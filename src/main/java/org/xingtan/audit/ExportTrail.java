package org.xingtan.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Csv;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

/**
 * Use case: somebody takes a part of the trail away and says why. Who, when and why stand in its first line; the trail gets two
 * entries, before the first row goes out and after the last with how many there were.
 */
@Component
class ExportTrail {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 200;

    /** What has been asked for and may be written. */
    record Taken(Actor actor, Scope scope, AuditFilter filter, String reason, Instant at) {

        String day() {
            return LocalDate.ofInstant(at, Window.ZONE).format(DateTimeFormatter.BASIC_ISO_DATE);
        }
    }

    private final LookAtTrail look;
    private final AuditTrail trail;
    private final Texts texts;
    private final Clock clock;

    ExportTrail(LookAtTrail look, AuditTrail trail, Texts texts, Clock clock) {
        this.look = look;
        this.trail = trail;
        this.texts = texts;
        this.clock = clock;
    }

    /** @throws Problem 422 without a reason */
    Taken begin(Actor actor, AuditFilter.Question question, String reason) {
        var scope = look.scope(actor);
        var filter = question.filter();
        var why = reason.strip();
        if (why.length() < SHORTEST || why.length() > LONGEST || !StorableText.is(why)) {
            throw new Problem(422, "audit.export.reason", SHORTEST, LONGEST);
        }
        var taken = new Taken(actor, scope, filter, why, clock.instant());
        record(taken, "audit.export", null);
        return taken;
    }

    void write(Taken taken, Locale locale, OutputStream out) throws IOException {
        var count = 0L;
        try {
            var csv = new Csv(out);
            csv.row(List.of(texts.get("audit.export.mark", locale, taken.actor.personName(), Dates.rfc3339(taken.at), taken.reason)));
            csv.row(Stream.of("at", "actor", "act", "target", "changes", "address").map(it -> texts.get("audit.column." + it, locale)).toList());
            @Nullable String after = null;
            do {
                var page = look.rows(taken.scope, taken.filter, after, locale);
                for (var line : page.items()) {
                    csv.row(cells(line, locale));
                    count++;
                }
                csv.flush();
                after = page.next();
            } while (after != null);
        } finally {
            record(taken, "audit.exported", count);
        }
    }

    private static List<String> cells(AuditLine line, Locale locale) {
        var entry = line.entry();
        var name = entry.name() == null ? "" : entry.name().in(locale) + " ";
        var changes = line.changes().stream().map(change -> change.fact() + ": " + change.before() + " → " + change.after())
            .collect(Collectors.joining("; "));
        return List.of(Dates.rfc3339(entry.at()), entry.actorName(), line.title(), name + entry.target(), changes,
            entry.address() == null ? "" : entry.address());
    }

    private void record(Taken taken, String act, @Nullable Long count) {
        var told = new LinkedHashMap<String, Object>();
        told.put("filter", taken.filter.query());
        told.put("reason", taken.reason);
        if (count != null) {
            told.put("count", count);
        }
        trail.record(taken.actor, act, "teacher:" + taken.actor.teacher(), taken.scope.paths().getFirst(), null, told);
    }
}
