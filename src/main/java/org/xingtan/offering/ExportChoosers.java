package org.xingtan.offering;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.offering.Choosers.Asked;
import org.xingtan.offering.Choosers.Row;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes the list of who has chosen away and says why. */
@Component
class ExportChoosers {

    private static final List<String> COLUMNS = List.of("name", "document", "unit", "chosen", "hours", "waiting", "year");

    /** What may go out: it goes by {@link #send}. */
    record Taken(Export export, Path file, long count) {}

    private final LookAtChoosers look;
    private final Choosers choosers;
    private final Exports exports;
    private final Texts texts;
    private final Patience patience;

    ExportChoosers(LookAtChoosers look, Choosers choosers, Exports exports, Texts texts, Patience patience) {
        this.look = look;
        this.choosers = choosers;
        this.exports = exports;
        this.texts = texts;
        this.patience = patience;
    }

    /**
     * The list as it is at one moment, ready before the first byte goes out.
     *
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says
     */
    @Transactional
    public Taken take(Actor actor, LookAtChoosers.Question question, ListFile as, Export.Why why, Locale locale) throws IOException {
        patience.extend();
        var decided = look.decide(actor, Task.VIEW_TEACHERS, question);
        var asked = decided.required();
        var export = exports.announce(actor, new Export.Of("offering.choosers", "organization:" + decided.unit().id(), decided.unit().path(), filter(asked, decided.which())), why);
        var file = TemporaryFiles.create("choosers", "." + as.ending());
        try {
            var count = write(export, asked, decided.which(), as, file, locale);
            exports.begin(export, count, why);
            return new Taken(export, file, count);
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    private static Map<String, Object> filter(Asked asked, Which which) {
        var filter = new LinkedHashMap<String, Object>(Map.of("term", asked.term().code(), "list", which.name()));
        if (asked.search() != null) {
            filter.put("search", asked.search());
        }
        return filter;
    }

    private long write(Export export, Asked asked, Which which, ListFile as, Path file, Locale locale) throws IOException {
        var headings = COLUMNS.stream().map(it -> texts.get("offering.chooser." + it, locale)).toList();
        var count = new AtomicLong();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
                var rows = as.open(out, texts.get("offering.choosers", locale), headings, exports.mark(export, locale))) {
            choosers.each(asked, which, Exports.MOST + 1, row -> {
                try {
                    rows.add(cells(row, locale));
                    count.incrementAndGet();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return count.get();
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
}
