package org.xingtan.monitoring;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.workbook.Handover;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes a list of people away and says why. The trail tells of it before the first byte and after the last. */
@Component
class ExportList {

    private final LongLists lists;
    private final ExportFiles files;
    private final Texts texts;
    private final Patience patience;

    ExportList(LongLists lists, ExportFiles files, Texts texts, Patience patience) {
        this.lists = lists;
        this.files = files;
        this.texts = texts;
        this.patience = patience;
    }

    /**
     * The list is read once, and its file is ready before the first byte goes out: what stands against it is said, and whoever
     * takes it slowly keeps nobody from the database. One thread reads, another one writes.
     *
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says
     */
    @Transactional
    public ExportFiles.Ready take(Actor actor, PeopleList list, ListFile as, Export.Why why, Locale locale) throws IOException {
        patience.extend();
        var what = new Export.Of("monitoring", "organization:" + list.unit().id(), list.unit().path(), filter(list));
        var headings = columns(list.kind()).stream().map(column -> texts.get("monitoring.column." + column, locale)).toList();
        return files.begin(actor, what, why, new ExportFiles.Shape(as, texts.get("monitoring.list." + list.kind().code(), locale), headings, locale),
            rows -> write(list, locale, rows));
    }

    private void write(PeopleList list, Locale locale, ListFile.Rows rows) {
        try (var written = new Handover<ListRow>(row -> rows.add(cells(row, list, locale)))) {
            lists.each(list, Exports.MOST + 1, written::put);
            written.finish();
        }
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
