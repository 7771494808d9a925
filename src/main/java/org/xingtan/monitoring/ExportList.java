package org.xingtan.monitoring;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Csv;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

/**
 * Use case: somebody takes a list away. It streams, and leaves two entries in the trail: before the first row goes out, and
 * after the last with how many there were.
 */
@Component
class ExportList {

    private final LookAtList look;
    private final AuditTrail trail;
    private final Texts texts;

    ExportList(LookAtList look, AuditTrail trail, Texts texts) {
        this.look = look;
        this.trail = trail;
        this.texts = texts;
    }

    void export(Actor actor, PeopleList list, Locale locale, OutputStream out) throws IOException {
        record(actor, "monitoring.export", list, null);
        var count = 0L;
        try {
            var csv = new Csv(out);
            csv.row(columns(list.kind()).stream().map(column -> texts.get("monitoring.column." + column, locale)).toList());
            @Nullable String after = null;
            do {
                var page = look.rows(list, after);
                for (var row : page.items()) {
                    csv.row(cells(row, list, locale));
                    count++;
                }
                csv.flush();
                after = page.next();
            } while (after != null);
        } finally {
            record(actor, "monitoring.exported", list, count);
        }
    }

    private void record(Actor actor, String act, PeopleList list, @Nullable Long count) {
        var filter = new LinkedHashMap<String, Object>(Map.of("list", list.kind().code(), "program", list.program().code(),
            "asOf", Dates.rfc3339(list.asOf())));
        if (list.kind().hasDays()) {
            filter.put("days", list.days());
        }
        if (count != null) {
            filter.put("count", count);
        }
        trail.record(actor, act, "organization:" + list.unit().id(), list.unit().path(), null, filter);
    }

    private static List<String> columns(ListKind kind) {
        return switch (kind) {
            case NOT_STARTED -> List.of("name", "document", "unit", "track", "joined");
            case STUCK, ABOUT_TO_MISS -> List.of("name", "document", "unit", "track", "last");
            case IDENTITY_MISSING -> List.of("name", "document", "unit", "track", "joined");
            case BEFORE_TEACHING -> List.of("name", "document", "unit", "track", "last", "learned");
            case QUIZ_FAILED -> List.of("name", "document", "unit", "track", "last", "lesson", "score");
        };
    }

    private List<@Nullable String> cells(ListRow row, PeopleList list, Locale locale) {
        var track = row.track() == null ? texts.get("monitoring.state.NOT_ENROLLED", locale) : list.trackTitle(row.track()).in(locale);
        var since = row.since() == null ? null : Dates.minute(row.since(), locale);
        return switch (list.kind()) {
            case QUIZ_FAILED -> Arrays.asList(row.name(), row.document(), row.unit().in(locale), track, since, row.lesson(), row.score() + "/" + row.passMark());
            case BEFORE_TEACHING -> Arrays.asList(row.name(), row.document(), row.unit().in(locale), track, since, row.score() + "/" + row.passMark());
            default -> Arrays.asList(row.name(), row.document(), row.unit().in(locale), track, since);
        };
    }
}
