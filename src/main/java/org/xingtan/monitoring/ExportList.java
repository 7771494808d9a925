package org.xingtan.monitoring;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** Use case: somebody takes a list of people away and says why. It streams; the trail tells of it before the first row and after the last. */
@Component
class ExportList {

    /** What has been asked for and may be written. */
    record Taken(Export export, PeopleList list) {}

    private final LookAtList look;
    private final Exports exports;
    private final Texts texts;

    ExportList(LookAtList look, Exports exports, Texts texts) {
        this.look = look;
        this.exports = exports;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    Taken begin(Actor actor, PeopleList list, Export.Why why) {
        var of = new Export.Of("monitoring", "organization:" + list.unit().id(), list.unit().path(), filter(list));
        return new Taken(exports.begin(actor, of, look.count(list, Exports.MOST + 1), why), list);
    }

    void write(Taken taken, ListFile file, Locale locale, OutputStream out) throws IOException {
        var count = new AtomicLong();
        var sheet = new ListFile.Sheet(texts.get("monitoring.list." + taken.list.kind().code(), locale),
            columns(taken.list.kind()).stream().map(column -> texts.get("monitoring.column." + column, locale)).toList(),
            exports.mark(taken.export, locale));
        try {
            file.write(out, sheet, rows -> rows(taken.list).forEach(row -> {
                rows.accept(cells(row, taken.list, locale));
                count.incrementAndGet();
            }));
        } finally {
            exports.end(taken.export, count.get());
        }
    }

    /** Some thousand at a time: whoever takes them slowly keeps nobody from the database. */
    private Stream<ListRow> rows(PeopleList list) {
        return Stream.<@Nullable Page<ListRow>>iterate(look.rows(list, null), Objects::nonNull, page -> page.next() == null ? null : look.rows(list, page.next()))
            .flatMap(page -> page.items().stream());
    }

    private static Map<String, Object> filter(PeopleList list) {
        var filter = new LinkedHashMap<String, Object>(Map.of("list", list.kind().code(), "program", list.program().code(),
            "asOf", Dates.rfc3339(list.asOf())));
        if (list.kind().hasDays()) {
            filter.put("days", list.days());
        }
        return filter;
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
