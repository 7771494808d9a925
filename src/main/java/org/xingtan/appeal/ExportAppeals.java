package org.xingtan.appeal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Csv;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** Use case: somebody takes a list of appeals away and says why; who, when and why stand in its first line and in the trail. */
@Component
class ExportAppeals {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 200;

    /** What has been asked for and may be written. */
    record Taken(Actor actor, Scope scope, AppealFilter filter, String reason, Instant at) {

        String day() {
            return LocalDate.ofInstant(at, Window.ZONE).format(DateTimeFormatter.BASIC_ISO_DATE);
        }
    }

    private final LookAtAppeals look;
    private final AuditTrail trail;
    private final Texts texts;
    private final Clock clock;

    ExportAppeals(LookAtAppeals look, AuditTrail trail, Texts texts, Clock clock) {
        this.look = look;
        this.trail = trail;
        this.texts = texts;
        this.clock = clock;
    }

    /** @throws Problem 422 without a reason */
    Taken begin(Actor actor, AppealFilter filter, String reason) {
        var scope = look.scope(actor);
        var why = reason.strip();
        if (why.length() < SHORTEST || why.length() > LONGEST || !StorableText.is(why)) {
            throw new Problem(422, "appeal.export.reason", SHORTEST, LONGEST);
        }
        var taken = new Taken(actor, scope, filter, why, clock.instant());
        record(taken, "appeal.export", null);
        return taken;
    }

    void write(Taken taken, Locale locale, OutputStream out) throws IOException {
        var count = 0L;
        try {
            var csv = new Csv(out);
            csv.row(List.of(texts.get("appeal.export.mark", locale, taken.actor.personName(), Dates.rfc3339(taken.at), taken.reason)));
            csv.row(Stream.of("name", "unit", "kind", "subject", "program", "instance", "state", "filed", "due", "decided")
                .map(it -> texts.get("appeal.column." + it, locale)).toList());
            @Nullable String after = null;
            do {
                var page = look.list(taken.scope, taken.filter, after, Page.MAX_LIMIT).page();
                for (var row : page.items()) {
                    csv.row(cells(row, locale));
                    count++;
                }
                csv.flush();
                after = page.next();
            } while (after != null);
        } finally {
            record(taken, "appeal.exported", count);
        }
    }

    private List<@Nullable String> cells(AppealList.Row row, Locale locale) {
        var appeal = row.appeal();
        return Arrays.asList(row.name(), row.unit().in(locale), texts.get("appeal.kind." + appeal.kind(), locale), appeal.subject(), row.program(),
            row.instance().in(locale), texts.get("appeal.state." + appeal.state(), locale), Dates.minute(appeal.filedAt(), locale),
            Dates.day(appeal.dueOn(), locale), appeal.decidedAt() == null ? null : Dates.minute(appeal.decidedAt(), locale));
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
