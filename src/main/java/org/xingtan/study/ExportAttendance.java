package org.xingtan.study;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes the list of who was there away and says why. */
@Component
class ExportAttendance {

    private static final List<String> COLUMNS = List.of("name", "unit", "state", "how", "at", "reason", "earned", "credited");

    /** What has been asked for and may be written. */
    record Taken(Export export, StudyView.OneEvent view) {}

    private final LookAtStudy look;
    private final Exports exports;
    private final Texts texts;

    ExportAttendance(LookAtStudy look, Exports exports, Texts texts) {
        this.look = look;
        this.exports = exports;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    Taken begin(Actor actor, UUID id, Export.Why why) {
        var view = look.event(actor, id);
        var of = new Export.Of("study", "organization:" + view.unit().id(), view.unit().path(), Map.of("event", id.toString()));
        return new Taken(exports.begin(actor, of, view.people().size(), why), view);
    }

    void write(Taken taken, ListFile as, Locale locale, OutputStream out) throws IOException {
        var count = 0L;
        var headings = COLUMNS.stream().map(it -> texts.get("study.column." + it, locale)).toList();
        try (var rows = as.open(out, texts.get("study.attendance", locale), headings, exports.mark(taken.export, locale))) {
            for (var person : taken.view.people()) {
                var said = person.attendance();
                var unit = person.card().organization();
                rows.add(said == null
                    ? Arrays.asList(person.card().name(), unit == null ? null : unit.name(), texts.get("study.state.NONE", locale), null, null, null, null, null)
                    : Arrays.asList(person.card().name(), unit == null ? null : unit.name(), texts.get("study.state." + said.state(), locale),
                        texts.get("study.how." + said.how(), locale), Dates.minute(said.at(), locale), said.reason(),
                        said.earned() == null ? null : said.earned().toString(), said.credited() == null ? null : said.credited().toString()));
                count++;
            }
        } finally {
            exports.end(taken.export, count);
        }
    }
}
