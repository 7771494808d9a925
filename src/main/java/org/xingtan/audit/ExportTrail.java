package org.xingtan.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

/** Use case: somebody takes a part of the trail away and says why. */
@Component
class ExportTrail {

    /** What has been asked for and may be written. */
    record Taken(Export export, Scope scope, AuditFilter filter) {}

    private final LookAtTrail look;
    private final Exports exports;
    private final ExportFiles files;
    private final Texts texts;

    ExportTrail(LookAtTrail look, Exports exports, ExportFiles files, Texts texts) {
        this.look = look;
        this.exports = exports;
        this.files = files;
        this.texts = texts;
    }

    /** @throws Problem as {@link Exports#begin} says */
    Taken begin(Actor actor, AuditFilter.Question question, Export.Why why) {
        var scope = look.scope(actor);
        var filter = question.filter();
        var of = new Export.Of("audit", "teacher:" + actor.teacher(), scope.paths().getFirst(), Map.of("filter", filter.query()));
        return new Taken(exports.begin(actor, of, look.count(scope, filter, Exports.MOST + 1), why), scope, filter);
    }

    void write(Taken taken, Locale locale, OutputStream out) throws IOException {
        var headings = Stream.of("at", "actor", "act", "target", "changes", "address").map(it -> texts.get("audit.column." + it, locale)).toList();
        files.stream(taken.export, ExportFiles.Shape.csv(headings, locale), after -> look.rows(taken.scope, taken.filter, after, locale), line -> cells(line, locale), out);
    }

    private static List<String> cells(AuditLine line, Locale locale) {
        var entry = line.entry();
        var name = entry.name() == null ? "" : entry.name().in(locale) + " ";
        var changes = line.changes().stream().map(change -> change.fact() + ": " + change.before() + " → " + change.after())
            .collect(Collectors.joining("; "));
        return List.of(Dates.rfc3339(entry.at()), entry.actorName(), line.title(), name + entry.target(), changes,
            entry.address() == null ? "" : entry.address());
    }
}
