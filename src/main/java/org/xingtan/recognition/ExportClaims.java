package org.xingtan.recognition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes a list of claims away and says why. */
@Component
class ExportClaims {

    private static final List<String> COLUMNS = List.of("name", "unit", "kind", "title", "category", "from", "to", "claimed", "recognized", "state", "due", "filed", "number");

    /** What has been asked for and may be written. */
    record Taken(Export export, Scope scope, ReviewQueue.Filter filter, ListFile as) {}

    private final LookAtClaims look;
    private final ReviewQueue queue;
    private final ClaimRules rules;
    private final Exports exports;
    private final ExportFiles files;
    private final Texts texts;

    ExportClaims(LookAtClaims look, ReviewQueue queue, ClaimRules rules, Exports exports, ExportFiles files, Texts texts) {
        this.look = look;
        this.queue = queue;
        this.rules = rules;
        this.exports = exports;
        this.files = files;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    Taken begin(Actor actor, ReviewQueue.Filter filter, Export.Why why, ListFile as) {
        var scope = look.scope(actor);
        var of = new Export.Of("recognition", "teacher:" + actor.teacher(), scope.paths().getFirst(), Map.of("filter", filter.query()));
        return new Taken(exports.begin(actor, of, queue.count(scope, filter, rules.today()).all(), why), scope, filter, as);
    }

    void write(Taken taken, Locale locale, OutputStream out) throws IOException {
        var headings = COLUMNS.stream().map(it -> texts.get("recognition.column." + it, locale)).toList();
        var categories = look.categories();
        files.stream(taken.export, new ExportFiles.Shape(taken.as, texts.get("recognition.area", locale), headings, locale),
            after -> queue.page(taken.scope, taken.filter, after, Page.MAX_LIMIT), row -> cells(row, categories.apply(row.claim()), locale), out);
    }

    private List<@Nullable String> cells(ReviewQueue.Row row, Localized category, Locale locale) {
        var claim = row.claim();
        return Arrays.asList(row.name(), row.unit().in(locale), row.kind().in(locale), claim.title(), category.in(locale), claim.from().toString(), claim.to().toString(),
            claim.claimed().toString(), claim.recognized() == null ? null : claim.recognized().toString(), texts.get("recognition.state." + claim.state(), locale),
            claim.dueOn() == null ? null : Dates.day(claim.dueOn(), locale), Dates.minute(claim.filedAt(), locale), claim.number());
    }
}
