package org.xingtan.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes away the sheet of a training, one line for each person and one column for each session, and says why. What is not said yet is empty: printed before, people sign there. */
@Component
class ExportSheet {

    /** What has been asked for and may be written. @param said by person and session */
    record Taken(Export export, Training training, List<Session> sessions, List<Participants.Participant> people, Map<TeacherId, Map<UUID, Attendance>> said) {}

    private final DeliveryScope scope;
    private final Sessions sessions;
    private final Participants participants;
    private final Attendances attendances;
    private final Exports exports;
    private final Texts texts;

    ExportSheet(DeliveryScope scope, Sessions sessions, Participants participants, Attendances attendances, Exports exports, Texts texts) {
        this.scope = scope;
        this.sessions = sessions;
        this.participants = participants;
        this.attendances = attendances;
        this.exports = exports;
        this.texts = texts;
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    Taken begin(Actor actor, UUID id, Export.Why why) {
        var training = scope.require(actor, id);
        var held = sessions.of(id).stream().filter(it -> it.state() != Session.State.CANCELED).toList();
        var people = participants.of(training, held.stream().map(Session::id).toList());
        var said = attendances.ofAll(held.stream().map(Session::id).toList()).stream()
            .collect(Collectors.groupingBy(Attendance::teacher, Collectors.toMap(Attendance::session, Function.identity())));
        var of = new Export.Of("delivery", "program:" + training.program(), training.owner().path(), Map.of("title", training.title()));
        return new Taken(exports.begin(actor, of, people.size(), why), training, held, people, said);
    }

    void write(Taken taken, ListFile as, Locale locale, OutputStream out) throws IOException {
        var count = 0L;
        var headings = Stream.of(Stream.of("name", "unit").map(it -> texts.get("delivery.column." + it, locale)),
            taken.sessions.stream().map(it -> Dates.day(it.day(), locale) + " " + it.starts() + "–" + it.ends() + " " + it.topic()),
            Stream.of("there", "credited").map(it -> texts.get("delivery.column." + it, locale))).flatMap(Function.identity()).toList();
        try (var rows = as.open(out, texts.get("delivery.attendance", locale), headings, exports.mark(taken.export, locale))) {
            for (var person : taken.people) {
                rows.add(line(taken, person, locale));
                count++;
            }
        } finally {
            exports.end(taken.export, count);
        }
    }

    private List<@Nullable String> line(Taken taken, Participants.Participant person, Locale locale) {
        var said = taken.said.getOrDefault(person.teacher(), Map.of());
        var line = new ArrayList<@Nullable String>(List.of(person.name(), person.unitName().in(locale)));
        taken.sessions.forEach(it -> line.add(said.get(it.id()) == null ? null : texts.get("delivery.state." + said.get(it.id()).state(), locale)));
        line.add(String.valueOf(said.values().stream().filter(it -> it.state().isThere()).count()));
        line.add(said.values().stream().map(Attendance::credited).filter(java.util.Objects::nonNull).reduce(CreditHours.ZERO, CreditHours::plus).toString());
        return line;
    }
}
