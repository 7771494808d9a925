package org.xingtan.enrollment;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.LessonCard;
import org.xingtan.platform.Condition;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** A lesson where it is learned: in a program, by a participant, inside its window. */
@Component
public class LessonPlaces {

    private final Programs programs;
    private final Participations participations;
    private final Map<ProgramId, Indexed> indexed = new ConcurrentHashMap<>();

    LessonPlaces(Programs programs, Participations participations) {
        this.programs = programs;
        this.participations = participations;
    }

    public record Place(ProgramDetail program, ProgramDetail.PlacedLesson placed) {

        public LessonCard lesson() {
            return placed.lesson();
        }

        /** When its sessions stop earning: what was begun before the last window closed may be finished, in the time the lesson takes. */
        public Instant stopsAt() {
            return placed.windows().stream().map(Window::closes).max(Comparator.naturalOrder())
                .map(closes -> closes.plusSeconds(lesson().duration())).orElse(Instant.MAX);
        }
    }

    /** A program as it was read, and where its lessons are: every beat asks. */
    private record Indexed(ProgramDetail program, Map<LessonId, Place> places) {

        static Indexed of(ProgramDetail program) {
            return new Indexed(program, program.lessons().stream()
                .collect(Collectors.toUnmodifiableMap(placed -> placed.lesson().id(), placed -> new Place(program, placed), (first, _) -> first)));
        }
    }

    /** @throws NotFound when there is no such program, or it has no such lesson */
    public Place find(ProgramId program, LessonId lesson) {
        var detail = programs.find(program);
        var known = indexed.get(program);
        if (known == null || known.program != detail) {
            known = Indexed.of(detail);
            indexed.put(program, known);
        }
        var place = known.places.get(lesson);
        if (place == null) {
            throw new NotFound(lesson);
        }
        return place;
    }

    /** @throws Refused when the person does not take part in the program */
    public Participation participation(TeacherId teacher, Place place) {
        return participations.find(teacher, place.program().id())
            .orElseThrow(() -> new Refused(Verdict.of(Condition.of("learning.takes-part", false, place.program().title()))
                .from(place.program().notice())));
    }

    /** Whether the lesson can be begun now, with the window that decides. */
    public Verdict learnable(Place place, Instant now) {
        var windows = place.placed().windows();
        var open = windows.stream().anyMatch(window -> window.contains(now));
        var condition = open || windows.isEmpty() ? Condition.of("learning.window-open", open)
            : closed(windows.getLast(), now);
        return Verdict.of(condition).from(place.program().notice());
    }

    private static Condition closed(Window window, Instant now) {
        return window.isOver(now) ? Condition.of("learning.window-over", false, window.closes())
            : Condition.of("learning.window-ahead", false, window.opens());
    }
}
