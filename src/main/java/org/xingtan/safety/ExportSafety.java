package org.xingtan.safety;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes the list of what is held in person away and says why. */
@Component
class ExportSafety {

    private static final List<String> COLUMNS = List.of("first", "last", "title", "kind", "unit", "place", "seen", "asked", "responsible");

    /** What has been asked for and may be written. @param exports one for each unit: whoever looks after it reads in the trail what was taken of it */
    record Taken(List<Export> exports, Occasions.Which which) {

        String day() {
            return exports.getFirst().day();
        }
    }

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
    @Transactional
    public Taken begin(Actor actor, LookAtSafety.Asked asked, Export.Why why) {
        return new Taken(look.units(actor, asked).stream().map(it -> begin(actor, it, asked, why)).toList(), look.which(actor, asked));
    }

    private Export begin(Actor actor, OrganizationCard unit, LookAtSafety.Asked asked, Export.Why why) {
        var of = new Export.Of("safety", "organization:" + unit.id(), unit.path(), Map.of("open", asked.isOpen(), "past", asked.isPast()));
        return exports.begin(actor, of, occasions.count(look.which(actor, asked.of(unit))).all(), why);
    }

    void write(Taken taken, ListFile as, Locale locale, OutputStream out) throws IOException {
        var counts = new HashMap<Export, Long>();
        var headings = COLUMNS.stream().map(it -> texts.get("safety.column." + it, locale)).toList();
        try (var rows = as.open(out, texts.get("safety.area", locale), headings, exports.mark(taken.exports.getFirst(), locale))) {
            Page<Occasion> page = null;
            while (page == null || page.next() != null) {
                page = occasions.page(taken.which, page == null ? null : page.next(), Page.MAX_LIMIT);
                for (var occasion : page.items()) {
                    rows.add(cells(occasion, locale));
                    taken.exports.stream().filter(it -> isOf(occasion, it)).forEach(it -> counts.merge(it, 1L, Long::sum));
                }
            }
        } finally {
            taken.exports.forEach(it -> exports.end(it, counts.getOrDefault(it, 0L)));
        }
    }

    private static boolean isOf(Occasion occasion, Export export) {
        var unit = new Scope(List.of(Objects.requireNonNull(export.of().path())));
        return unit.contains(occasion.unit().path()) || unit.contains(occasion.also());
    }

    private List<@Nullable String> cells(Occasion it, Locale locale) {
        return Arrays.asList(it.first().toString(), it.last().toString(), it.title(), texts.get(look.named(it).text(), locale), it.unit().name().in(locale), it.place(),
            String.valueOf(it.seen()), String.valueOf(it.asked()), responsible(it, locale));
    }

    private @Nullable String responsible(Occasion it, Locale locale) {
        return it.responsible() != null ? it.responsible().name() : it.forgotten() == null ? null : texts.get("safety.forgotten", locale, it.forgotten());
    }
}
