package org.xingtan.offering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.offering.Choosers.Asked;
import org.xingtan.offering.Choosers.Row;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes the list of who has chosen away and says why. */
@Component
class ExportChoosers {

    private static final List<String> COLUMNS = List.of("name", "document", "unit", "chosen", "hours", "waiting", "year");

    private final LookAtChoosers look;
    private final Choosers choosers;
    private final ExportFiles files;
    private final Texts texts;
    private final Patience patience;

    ExportChoosers(LookAtChoosers look, Choosers choosers, ExportFiles files, Texts texts, Patience patience) {
        this.look = look;
        this.choosers = choosers;
        this.files = files;
        this.texts = texts;
        this.patience = patience;
    }

    /**
     * The list as it is at one moment, ready before the first byte goes out.
     *
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says
     */
    @Transactional
    public ExportFiles.Ready take(Actor actor, LookAtChoosers.Question question, ListFile as, Export.Why why, Locale locale) throws IOException {
        patience.extend();
        var decided = look.decide(actor, Task.VIEW_TEACHERS, question);
        var asked = decided.required();
        var what = new Export.Of("offering.choosers", "organization:" + decided.unit().id(), decided.unit().path(), filter(asked, decided.which()));
        var headings = COLUMNS.stream().map(it -> texts.get("offering.chooser." + it, locale)).toList();
        return files.begin(actor, what, why, new ExportFiles.Shape(as, texts.get("offering.choosers", locale), headings, locale),
            rows -> write(asked, decided.which(), locale, rows));
    }

    private static Map<String, Object> filter(Asked asked, Which which) {
        var filter = new LinkedHashMap<String, Object>(Map.of("term", asked.term().code(), "list", which.name()));
        if (asked.term().years().size() > 1) {
            filter.put("year", asked.year());
        }
        if (asked.search() != null) {
            filter.put("search", asked.search());
        }
        return filter;
    }

    private void write(Asked asked, Which which, Locale locale, ListFile.Rows rows) {
        choosers.each(asked, which, Exports.MOST + 1, row -> {
            try {
                rows.add(cells(row, locale));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<@Nullable String> cells(Row row, Locale locale) {
        return Arrays.asList(row.name(), row.document(), row.unit().in(locale), String.valueOf(row.selected()), row.hours().toString(), String.valueOf(row.waiting()), year(row, locale));
    }

    private String year(Row row, Locale locale) {
        if (row.missing().isEmpty()) {
            return texts.get(row.asked() ? "offering.chooser.reached" : "offering.chooser.not-asked", locale);
        }
        return row.missing().stream().map(it -> texts.get("offering.chooser.lacks", locale,
            it.title() == null ? texts.get("offering.chooser.total", locale) : it.title().in(locale), it.hours().toString())).collect(Collectors.joining("; "));
    }
}
