package org.xingtan.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.xingtan.authoring.ProgramDraft.Phase;
import org.xingtan.authoring.ProgramDraft.Place;
import org.xingtan.authoring.ProgramDraft.Section;
import org.xingtan.platform.Uuids;

/** Phases, their sections, and the courses in them. */
final class ContentActs {

    private ContentActs() {}

    static Map<String, Act> all() {
        return Map.of("phase", ContentActs::phase, "phase-up", ContentActs::phaseUp, "phase-off", ContentActs::phaseOff,
            "section", ContentActs::section, "section-up", ContentActs::sectionUp, "section-off", ContentActs::sectionOff,
            "course", ContentActs::course, "course-up", ContentActs::courseUp, "course-off", ContentActs::courseOff);
    }

    /** A new one, or one that is there with another title. */
    private static ProgramDraft phase(ProgramDraft draft, Fields fields) {
        var id = fields.id("phase");
        var known = draft.phases().stream().anyMatch(it -> it.id().equals(id));
        return draft.withPhases(known
            ? each(draft.phases(), it -> it.id().equals(id), it -> new Phase(id, fields.text("title"), it.windows(), it.sections()))
            : added(draft.phases(), new Phase(id, fields.text("title"), List.of(), List.of())));
    }

    private static ProgramDraft phaseUp(ProgramDraft draft, Fields fields) {
        var id = fields.id("phase");
        return draft.withPhases(up(draft.phases(), it -> it.id().equals(id)));
    }

    private static ProgramDraft phaseOff(ProgramDraft draft, Fields fields) {
        var id = fields.id("phase");
        return draft.withPhases(without(draft.phases(), it -> it.id().equals(id)));
    }

    private static ProgramDraft section(ProgramDraft draft, Fields fields) {
        var id = fields.id("section");
        var title = fields.text("title");
        return inPhase(draft, fields.id("phase"), sections -> sections.stream().anyMatch(it -> it.id().equals(id))
            ? each(sections, it -> it.id().equals(id), it -> new Section(id, title, it.courses()))
            : added(sections, new Section(id, title, List.of())));
    }

    private static ProgramDraft sectionUp(ProgramDraft draft, Fields fields) {
        var id = fields.id("section");
        return inPhase(draft, fields.id("phase"), sections -> up(sections, it -> it.id().equals(id)));
    }

    private static ProgramDraft sectionOff(ProgramDraft draft, Fields fields) {
        var id = fields.id("section");
        return inPhase(draft, fields.id("phase"), sections -> without(sections, it -> it.id().equals(id)));
    }

    /** Several at once; what is in the program already is not put in twice. */
    private static ProgramDraft course(ProgramDraft draft, Fields fields) {
        var there = draft.courses();
        var chosen = fields.all("course").stream().map(Uuids::parse).filter(it -> !there.contains(it)).toList();
        return inSection(draft, fields, courses -> {
            var all = new ArrayList<>(courses);
            chosen.forEach(it -> all.add(new Place(it, List.of())));
            return List.copyOf(all);
        });
    }

    private static ProgramDraft courseUp(ProgramDraft draft, Fields fields) {
        var id = fields.id("course");
        return inSection(draft, fields, courses -> up(courses, it -> it.course().equals(id)));
    }

    private static ProgramDraft courseOff(ProgramDraft draft, Fields fields) {
        var id = fields.id("course");
        return inSection(draft, fields, courses -> without(courses, it -> it.course().equals(id)));
    }

    private static ProgramDraft inPhase(ProgramDraft draft, UUID phase, UnaryOperator<List<Section>> change) {
        return draft.withPhases(each(draft.phases(), it -> it.id().equals(phase), it -> it.with(change.apply(it.sections()))));
    }

    private static ProgramDraft inSection(ProgramDraft draft, Fields fields, UnaryOperator<List<Place>> change) {
        var section = fields.id("section");
        return draft.withPhases(draft.phases().stream().map(phase -> phase.with(each(phase.sections(), it -> it.id().equals(section),
            it -> new Section(it.id(), it.title(), change.apply(it.courses()))))).toList());
    }

    private static <T> List<T> each(List<T> all, Predicate<T> which, UnaryOperator<T> change) {
        return all.stream().map(it -> which.test(it) ? change.apply(it) : it).toList();
    }

    private static <T> List<T> added(List<T> all, T one) {
        var more = new ArrayList<>(all);
        more.add(one);
        return List.copyOf(more);
    }

    private static <T> List<T> without(List<T> all, Predicate<T> which) {
        return all.stream().filter(which.negate()).toList();
    }

    /** One place earlier; the first stays where it is. */
    private static <T> List<T> up(List<T> all, Predicate<T> which) {
        var moved = new ArrayList<>(all);
        for (var i = 1; i < moved.size(); i++) {
            if (which.test(moved.get(i))) {
                moved.add(i - 1, moved.remove(i));
                break;
            }
        }
        return List.copyOf(moved);
    }
}
