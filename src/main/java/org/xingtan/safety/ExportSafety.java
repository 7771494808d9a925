package org.xingtan.safety;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes the list of what is held in person away and says why. */
@Component
class ExportSafety {

    private static final List<String> COLUMNS = List.of("first", "last", "title", "kind", "unit", "place", "seen", "asked", "responsible");

    /** What has been asked for and may be written. */
    record Taken(Export export, Occasions.Which which) {}

    private final LookAtSafety look;
    private final Occasions occasions;
    private final Exports exports;
    private final Texts texts;

    ExportSafety(LookAtSafety look, Occasions occasions, Exports exports, Texts texts) {
        this.look = look;
        this.occasions = occasions;
        this.exports = exports;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    Taken begin(Actor actor, LookAtSafety.Asked asked, Export.Why why) {
        var view = look.list(actor, asked, null);
        var unit = view.unit() == null ? view.units().getFirst() : view.unit();
        var of = new Export.Of("safety", "organization:" + unit.id(), unit.path(), Map.of("open", asked.isOpen(), "past", asked.isPast()));
        return new Taken(exports.begin(actor, of, asked.isOpen() ? view.missing() : view.all(), why), look.which(actor, asked));
    }

    void write(Taken taken, ListFile as, Locale locale, OutputStream out) throws IOException {
        var count = 0L;
        var headings = COLUMNS.stream().map(it -> texts.get("safety.column." + it, locale)).toList();
        try (var rows = as.open(out, texts.get("safety.area", locale), headings, exports.mark(taken.export, locale))) {
            Page<Occasion> page = null;
            while (page == null || page.next() != null) {
                page = occasions.page(taken.which, page == null ? null : page.next(), Page.MAX_LIMIT);
                for (var occasion : page.items()) {
                    rows.add(cells(occasion, locale));
                    count++;
                }
            }
        } finally {
            exports.end(taken.export, count);
        }
    }

    private List<@Nullable String> cells(Occasion it, Locale locale) {
        var who = it.responsible();
        return Arrays.asList(it.first().toString(), it.last().toString(), it.title(), texts.get(look.named(it).text(), locale), it.unit().name().in(locale), it.place(),
            String.valueOf(it.seen()), String.valueOf(it.asked()), who == null ? null : who.name());
    }
}
