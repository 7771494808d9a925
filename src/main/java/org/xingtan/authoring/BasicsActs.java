package org.xingtan.authoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xingtan.authoring.ProgramDraft.Days;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;

/** What a program is called and where it comes from, and when what of it is open. */
final class BasicsActs {

    /** From the nation down to a school. */
    static final List<String> LEVELS = List.of("NATION", "PROVINCE", "CITY", "COUNTY", "SCHOOL");

    private static final int TERM = 40;

    private BasicsActs() {}

    /** What an organization's own programs may be called: its own level or a lower one; schools and what is like them hold trainings of their own. */
    static List<String> levels(OrganizationCard owner) {
        return LEVELS.contains(owner.kind()) ? LEVELS.subList(LEVELS.indexOf(owner.kind()), LEVELS.size()) : List.of("SCHOOL");
    }

    static Map<String, Act> all() {
        return Map.of("basics", BasicsActs::basics, "window", BasicsActs::window, "window-off", BasicsActs::windowOff);
    }

    private static ProgramDraft basics(ProgramDraft draft, Fields fields) {
        var level = LEVELS.stream().filter(fields.text("level")::equals).findFirst().orElseThrow(Fields::malformed);
        return draft.withBasics(new ProgramDraft.Basics(fields.text("title"), fields.text("summary", Fields.TEXT), level, fields.text("term", TERM),
            fields.text("notice"), fields.idOrNone("parent"), fields.has("inside"), fields.number("rate", 10, 20) / 10.0));
    }

    /** @throws Refused when it would end before it begins */
    private static ProgramDraft window(ProgramDraft draft, Fields fields) {
        var days = new Days(fields.one("kind", Window.Kind.values()), fields.day("first"), fields.day("last"));
        if (days.last().isBefore(days.first())) {
            throw new Refused("authoring.window-order", days.first(), days.last());
        }
        return at(draft, fields, windows -> with(windows, days));
    }

    private static ProgramDraft windowOff(ProgramDraft draft, Fields fields) {
        var kind = fields.one("kind", Window.Kind.values());
        return at(draft, fields, windows -> windows.stream().filter(it -> it.kind() != kind).toList());
    }

    /** Of the program, of a phase, or of a course wherever it stands. */
    private static ProgramDraft at(ProgramDraft draft, Fields fields, UnaryOperator<List<Days>> change) {
        var phase = fields.idOrNone("phase");
        var course = fields.idOrNone("course");
        if (phase == null && course == null) {
            return draft.withWindows(change.apply(draft.windows()));
        }
        return draft.withPhases(draft.phases().stream().map(it -> course == null ? ofPhase(it, phase, change) : ofCourse(it, course, change)).toList());
    }

    private static ProgramDraft.Phase ofPhase(ProgramDraft.Phase phase, @Nullable UUID id, UnaryOperator<List<Days>> change) {
        return phase.id().equals(id) ? new ProgramDraft.Phase(phase.id(), phase.title(), change.apply(phase.windows()), phase.sections()) : phase;
    }

    private static ProgramDraft.Phase ofCourse(ProgramDraft.Phase phase, UUID course, UnaryOperator<List<Days>> change) {
        return phase.with(phase.sections().stream().map(section -> new ProgramDraft.Section(section.id(), section.title(), section.courses().stream()
            .map(place -> place.course().equals(course) ? new ProgramDraft.Place(course, change.apply(place.windows())) : place).toList())).toList());
    }

    private static List<Days> with(List<Days> windows, Days days) {
        var all = new ArrayList<>(windows.stream().filter(it -> it.kind() != days.kind()).toList());
        all.add(days);
        all.sort(Comparator.comparing(Days::kind));
        return List.copyOf(all);
    }
}
