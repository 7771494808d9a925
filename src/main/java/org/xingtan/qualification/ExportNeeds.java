package org.xingtan.qualification;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes a list of people away and says why. */
@Component
class ExportNeeds {

    private static final List<String> COLUMNS = List.of("name", "document", "unit", "kind", "standing", "until");

    /** What may go out: it goes by {@link ExportNeeds#send}. */
    record Taken(Export export, Path file, long count) {}

    private final NeedQueries queries;
    private final FigureQueries figures;
    private final Kinds kinds;
    private final Exports exports;
    private final Texts texts;

    ExportNeeds(NeedQueries queries, FigureQueries figures, Kinds kinds, Exports exports, Texts texts) {
        this.queries = queries;
        this.figures = figures;
        this.kinds = kinds;
        this.exports = exports;
        this.texts = texts;
    }

    /**
     * The file is ready before the first byte goes out. Whoever counts has asked for the time that it takes.
     *
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says
     */
    @Transactional
    public Taken take(Actor actor, NeedList list, ListFile as, Export.Why why, Locale locale) throws IOException {
        var export = exports.begin(actor, new Export.Of("qualification", "organization:" + list.unit().id(), list.unit().path(), list.filter()),
            figures.count(list), why);
        var file = TemporaryFiles.create("qualifications", "." + as.ending());
        try {
            return new Taken(export, file, write(list, as, export, file, locale));
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    /** Every row goes out, or the trail tells of none: what breaks off is no list. */
    void send(Taken taken, OutputStream out) throws IOException {
        var sent = 0L;
        try {
            Files.copy(taken.file, out);
            out.flush();
            sent = taken.count;
        } finally {
            Files.delete(taken.file);
            exports.end(taken.export, sent);
        }
    }

    private long write(NeedList list, ListFile as, Export export, Path file, Locale locale) throws IOException {
        var all = kinds.all();
        var count = new AtomicLong();
        var headings = COLUMNS.stream().map(column -> texts.get("qualification.column." + column, locale)).toList();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
             var rows = as.open(out, texts.get("qualification.list", locale), headings, exports.mark(export, locale))) {
            queries.each(list, Exports.MOST, row -> {
                rows.add(cells(row, all, locale));
                count.incrementAndGet();
            });
        }
        return count.get();
    }

    private List<@Nullable String> cells(NeedList.Row row, List<Kind> all, Locale locale) {
        return Arrays.asList(row.name(), row.document(), row.unit().in(locale), Kinds.title(all, row.kind()).in(locale),
            texts.get("qualification.standing." + row.standing(), locale), row.until() == null ? null : row.until().toString());
    }
}
