package org.xingtan.qualification;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes a list of people away and says why. */
@Component
class ExportNeeds {

    private static final List<String> COLUMNS = List.of("name", "document", "unit", "kind", "standing", "until");

    private final NeedQueries queries;
    private final FigureQueries figures;
    private final Kinds kinds;
    private final Exports exports;
    private final ExportFiles files;
    private final Texts texts;

    ExportNeeds(NeedQueries queries, FigureQueries figures, Kinds kinds, Exports exports, ExportFiles files, Texts texts) {
        this.queries = queries;
        this.figures = figures;
        this.kinds = kinds;
        this.exports = exports;
        this.files = files;
        this.texts = texts;
    }

    /**
     * The file is ready before the first byte goes out. Whoever counts has asked for the time that it takes.
     *
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says
     */
    @Transactional
    public ExportFiles.Ready take(Actor actor, NeedList list, ListFile as, Export.Why why, Locale locale) throws IOException {
        var export = exports.begin(actor, new Export.Of("qualification", "organization:" + list.unit().id(), list.unit().path(), list.filter()),
            figures.count(list), why);
        var all = kinds.all();
        var headings = COLUMNS.stream().map(column -> texts.get("qualification.column." + column, locale)).toList();
        return files.write(export, new ExportFiles.Shape(as, texts.get("qualification.list", locale), headings, locale),
            rows -> queries.each(list, Exports.MOST, row -> rows.add(cells(row, all, locale))));
    }

    private List<@Nullable String> cells(NeedList.Row row, List<Kind> all, Locale locale) {
        return Arrays.asList(row.name(), row.document(), row.unit().in(locale), Kinds.title(all, row.kind()).in(locale),
            texts.get("qualification.standing." + row.standing(), locale), row.until() == null ? null : row.until().toString());
    }
}
