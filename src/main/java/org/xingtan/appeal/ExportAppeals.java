package org.xingtan.appeal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** Use case: somebody takes a list of appeals away and says why. */
@Component
class ExportAppeals {

    /** What has been asked for and may be written. */
    record Taken(Export export, Scope scope, AppealFilter filter) {}

    private final LookAtAppeals look;
    private final Exports exports;
    private final ExportFiles files;
    private final Texts texts;

    ExportAppeals(LookAtAppeals look, Exports exports, ExportFiles files, Texts texts) {
        this.look = look;
        this.exports = exports;
        this.files = files;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    Taken begin(Actor actor, AppealFilter filter, Export.Why why) {
        var scope = look.scope(actor);
        var of = new Export.Of("appeal", "teacher:" + actor.teacher(), scope.paths().getFirst(), Map.of("filter", filter.query()));
        return new Taken(exports.begin(actor, of, look.list(actor, filter, null).count(), why), scope, filter);
    }

    void write(Taken taken, Locale locale, OutputStream out) throws IOException {
        var headings = Stream.of("name", "unit", "kind", "subject", "program", "instance", "state", "filed", "due", "decided")
            .map(it -> texts.get("appeal.column." + it, locale)).toList();
        files.stream(taken.export, ExportFiles.Shape.csv(headings, locale), after -> look.list(taken.scope, taken.filter, after, Page.MAX_LIMIT).page(), row -> cells(row, locale), out);
    }

    private List<@Nullable String> cells(AppealQueue.Row row, Locale locale) {
        var appeal = row.appeal();
        return Arrays.asList(row.name(), row.unit().in(locale), texts.get("appeal.kind." + appeal.kind(), locale), appeal.subject(), row.program(),
            row.instance().in(locale), texts.get("appeal.state." + appeal.state(), locale), Dates.minute(appeal.filedAt(), locale),
            Dates.day(appeal.dueOn(), locale), appeal.decidedAt() == null ? null : Dates.minute(appeal.decidedAt(), locale));
    }
}
