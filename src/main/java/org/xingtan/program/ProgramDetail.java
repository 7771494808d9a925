package org.xingtan.program;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.catalog.CourseCard;
import org.xingtan.catalog.LessonCard;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;

/**
 * A published program, whole: what pages show and rules look at. Immutable; a change of the program is a new revision.
 *
 * @param term        label of the period, e.g. {@code 2201期}; null without one
 * @param notice      number of the notice it comes from
 * @param windows     the windows in force of the program itself; those of phases and courses hang on them
 * @param ruleVersion version of {@code rules}, the newest published one
 * @param lessons     every lesson in teaching order, with its place
 * @param learnWindows when something of it can be learned: its own learning windows and those of its phases
 * @param admission   how people come into it
 */
public record ProgramDetail(ProgramId id, String code, String title, String summary, String level, @Nullable String term, OrganizationId owner,
                            @Nullable String notice, @Nullable UUID noticeId, @Nullable ProgramId parent, boolean insideParentCap,
                            double maxRate, long revision, List<Window> windows, List<Phase> phases, List<Track> tracks,
                            int ruleVersion, Rules rules, List<PlacedLesson> lessons,
                            List<Window> learnWindows, Admission admission) {

    private static final Comparator<ProgramDetail> NEWEST_FIRST = Comparator
        .comparing((ProgramDetail program) -> program.learnWindows().stream().map(Window::opens).max(Comparator.naturalOrder()).orElse(Instant.MIN))
        .reversed().thenComparing(program -> program.id().value());

    /** How people come into a program. */
    public enum Admission {
        /** Whoever is of the audience joins. */
        OPEN,
        /** Who has chosen one of its places. */
        SELECTION,
        /** Whose application has been admitted. */
        APPLICATION,
        /** Whom his unit has assigned. */
        ASSIGNED
    }

    public record Phase(UUID id, String title, List<Window> windows, List<Section> sections) {}

    public record Section(UUID id, String title, List<Course> courses) {}

    public record Course(CourseCard card, List<Window> windows, List<LessonCard> lessons) {}

    public record Track(String code, String title, String titleEn, Audience audience) {

        /** The title in the reader's language. */
        public Localized name() {
            return new Localized(title, titleEn);
        }
    }

    /**
     * A lesson and where it stands.
     *
     * @param windows when it can be learned: its course's learning windows, else its phase's, else the program's
     */
    public record PlacedLesson(UUID phaseId, String phase, UUID sectionId, String section, CourseCard course, LessonCard lesson,
                               List<Window> windows) {}

    public Optional<PlacedLesson> lesson(LessonId lesson) {
        return lessons.stream().filter(it -> it.lesson().id().equals(lesson)).findFirst();
    }

    /** @throws NoSuchElementException when there is no such track */
    public Track track(String code) {
        return tracks.stream().filter(it -> it.code().equals(code)).findFirst().orElseThrow(() -> new NoSuchElementException(code));
    }

    /** The windows that decide whether a lesson can be learned; none for a lesson that is not here. */
    public List<Window> learnWindows(LessonId lesson) {
        return lesson(lesson).map(PlacedLesson::windows).orElse(List.of());
    }

    /** Nobody is credited more in it, by its rules as they are. */
    public CreditHours mostHours() {
        return rules.credit().most(this);
    }

    /** The same under other rules. */
    public ProgramDetail with(List<Track> tracks, Rules rules) {
        return new ProgramDetail(id, code, title, summary, level, term, owner, notice, noticeId, parent, insideParentCap, maxRate, revision, windows,
            phases, tracks, ruleVersion, rules, lessons, learnWindows, admission);
    }

    /** The lessons of these phases in teaching order, each with the windows that decide about it. */
    public static List<PlacedLesson> placed(List<Phase> phases, List<Window> ofProgram) {
        var lessons = new ArrayList<PlacedLesson>();
        for (var phase : phases) {
            for (var section : phase.sections()) {
                for (var course : section.courses()) {
                    var windows = learning(List.of(course.windows(), phase.windows(), ofProgram));
                    for (var lesson : course.lessons()) {
                        lessons.add(new PlacedLesson(phase.id(), phase.title(), section.id(), section.title(), course.card(), lesson, windows));
                    }
                }
            }
        }
        return List.copyOf(lessons);
    }

    /** The learning windows of a program and of its phases. */
    public static List<Window> learnWindows(List<Window> windows, List<Phase> phases) {
        return Stream.concat(windows.stream(), phases.stream().flatMap(phase -> phase.windows().stream()))
            .filter(window -> window.kind() == Window.Kind.LEARN).toList();
    }

    /** Windows of a phase that say more than the program's: not those that end with it and have begun as well. */
    public List<Window> windowsOfItsOwn(Phase phase, Instant now) {
        return phase.windows().stream().filter(window -> windows.stream().noneMatch(it ->
            it.kind() == window.kind() && it.closes().equals(window.closes()) && it.contains(now) == window.contains(now))).toList();
    }

    /** The learning window that says most: of the open ones the last to close, else the next to open, else the last that was. */
    public @Nullable Window window(Instant now) {
        var learn = learnWindows();
        var byEnd = Comparator.comparing(Window::closes);
        return learn.stream().filter(window -> window.contains(now)).max(byEnd)
            .or(() -> learn.stream().filter(window -> window.opens().isAfter(now)).min(Comparator.comparing(Window::opens)))
            .or(() -> learn.stream().max(byEnd)).orElse(null);
    }

    /** The day that years of service are counted to: the first day of learning; null when there is no window. */
    public @Nullable LocalDate referenceDay() {
        return learnWindows().stream().map(Window::opens).min(Comparator.naturalOrder())
            .map(opens -> opens.atZone(Window.ZONE).toLocalDate()).orElse(null);
    }

    /** Whether everybody of its audience is to take part. Where people are let in, the audience is who could be, and owes nothing. */
    public boolean isForAll() {
        return admission == Admission.OPEN;
    }

    /** Whether some of the program can be learned at that instant. */
    public boolean isOpen(Instant at) {
        for (var window : learnWindows) {
            if (window.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing of it can be learned any more: its people count from now on where they counted when that ended. */
    public boolean isFrozen(Instant at) {
        return !learnWindows().isEmpty() && learnWindows().stream().allMatch(window -> window.closes().isBefore(at));
    }

    /** Of several places where windows hang, the learning windows of the nearest that has any. */
    static List<Window> learning(List<List<Window>> fromTheNearest) {
        return fromTheNearest.stream().map(ProgramDetail::learn).filter(learn -> !learn.isEmpty()).findFirst().orElse(List.of());
    }

    private static List<Window> learn(List<Window> windows) {
        return windows.stream().filter(window -> window.kind() == Window.Kind.LEARN).toList();
    }

    /** The newest first, each parent before its children. */
    static List<ProgramDetail> inOrder(Collection<ProgramDetail> programs) {
        var newest = programs.stream().sorted(NEWEST_FIRST).toList();
        var known = newest.stream().map(ProgramDetail::id).collect(Collectors.toSet());
        var children = newest.stream().filter(it -> it.parent() != null).collect(Collectors.groupingBy(ProgramDetail::parent));
        var ordered = new ArrayList<ProgramDetail>(newest.size());
        newest.stream().filter(it -> it.parent() == null || !known.contains(it.parent())).forEach(root -> append(root, children, ordered));
        return List.copyOf(ordered);
    }

    private static void append(ProgramDetail program, Map<ProgramId, List<ProgramDetail>> children, List<ProgramDetail> ordered) {
        ordered.add(program);
        children.getOrDefault(program.id(), List.of()).forEach(child -> append(child, children, ordered));
    }
}
