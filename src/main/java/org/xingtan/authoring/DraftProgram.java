package org.xingtan.authoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.authoring.ProgramDraft.Days;
import org.xingtan.catalog.CourseCard;
import org.xingtan.catalog.Courses;
import org.xingtan.catalog.LessonCard;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.notice.Notices;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CertificateRule;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDefinition;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.Rules;

/** A draft as the program that it would be: to be checked and simulated, and to be published. */
@Component
public class DraftProgram {

    private final Courses courses;
    private final Programs programs;
    private final Notices notices;

    DraftProgram(Courses courses, Programs programs, Notices notices) {
        this.courses = courses;
        this.programs = programs;
        this.notices = notices;
    }

    /** Courses that are in no catalog any more are left out. */
    public ProgramDetail detail(DraftCard draft) {
        var content = draft.content();
        if (draft.isChange()) {
            return programs.current(Objects.requireNonNull(draft.program())).with(tracks(draft), rules(content));
        }
        var basics = content.basics();
        var windows = windows(content.windows());
        var phases = phases(content);
        return new ProgramDetail(new ProgramId(draft.id()), draft.code(), basics.title(), basics.summary(), basics.level(), orNull(basics.term()),
            draft.owner().id(), orNull(basics.notice()), notices.find(basics.notice()).orElse(null),
            basics.parent() == null ? null : new ProgramId(basics.parent()), basics.insideParentCap(), basics.maxRate(), 0, windows, phases, tracks(draft), 1,
            rules(content), ProgramDetail.placed(phases, windows), ProgramDetail.learnWindows(windows, phases), ProgramDetail.Admission.OPEN);
    }

    /** What is out now, where the draft changes it. */
    public Optional<ProgramDetail> before(DraftCard draft) {
        return draft.isChange() ? Optional.of(programs.current(Objects.requireNonNull(draft.program()))) : Optional.empty();
    }

    ProgramDefinition definition(DraftCard draft) {
        var content = draft.content();
        var basics = content.basics();
        var codes = cards(content).values().stream().collect(Collectors.toMap(it -> it.id().value(), CourseCard::code));
        return new ProgramDefinition(draft.code(), basics.title(), basics.summary(), basics.level(), orNull(basics.term()), draft.owner().id(),
            orNull(basics.notice()), basics.parent() == null ? null : new ProgramId(basics.parent()), basics.insideParentCap(), basics.maxRate(),
            windows(content.windows()), content.phases().stream().map(phase -> phase(phase, codes)).toList(), tracks(draft), rules(content));
    }

    /** As they will be: nobody outside the owner's subtree is ever meant, whatever else the audience says. */
    static List<ProgramDetail.Track> tracks(DraftCard draft) {
        return draft.content().tracks().stream().map(track -> new ProgramDetail.Track(track.code(), track.title(),
            track.titleEn().isEmpty() ? track.title() : track.titleEn(), within(draft.owner(), track.audience()))).toList();
    }

    static Audience within(OrganizationCard owner, Audience audience) {
        var own = new Audience.Within(List.of(owner.path()));
        return audience instanceof Audience.All(var parts) ? new Audience.All(Stream.concat(Stream.of(own), parts.stream()).toList()) : new Audience.All(List.of(own, audience));
    }

    /** What somebody wrote himself: without what {@link #within} adds. */
    static Audience written(OrganizationCard owner, Audience audience) {
        var own = new Audience.Within(List.of(owner.path()));
        return audience instanceof Audience.All(var parts) && !parts.isEmpty() && parts.getFirst().equals(own)
            ? parts.size() == 2 && parts.getLast() instanceof Audience.Any ? parts.getLast() : new Audience.All(parts.subList(1, parts.size())) : audience;
    }

    static Rules rules(ProgramDraft content) {
        var completion = new LinkedHashMap<String, CompletionRule>();
        content.tracks().forEach(track -> completion.put(track.code(), track.completion()));
        return new Rules(completion, content.credit(), new CertificateRule(content.tracks().stream().filter(ProgramDraft.Track::certificate)
            .map(ProgramDraft.Track::code).toList(), content.certificateTitle(), content.certificatePrefix()));
    }

    private List<ProgramDetail.Phase> phases(ProgramDraft content) {
        var cards = cards(content);
        var lessons = courses.lessons(cards.keySet()).stream().collect(Collectors.groupingBy(LessonCard::courseId));
        return content.phases().stream().map(phase -> new ProgramDetail.Phase(phase.id(), phase.title(), windows(phase.windows()),
            phase.sections().stream().map(section -> new ProgramDetail.Section(section.id(), section.title(), section.courses().stream()
                .filter(place -> cards.containsKey(new CourseId(place.course())))
                .map(place -> new ProgramDetail.Course(Objects.requireNonNull(cards.get(new CourseId(place.course()))), windows(place.windows()),
                    lessons.getOrDefault(new CourseId(place.course()), List.of()))).toList())).toList())).toList();
    }

    /** By their ids. */
    Map<CourseId, CourseCard> cards(ProgramDraft content) {
        return courses.findAll(content.courses().stream().map(CourseId::new).toList()).stream()
            .collect(Collectors.toMap(CourseCard::id, Function.identity()));
    }

    private static ProgramDefinition.Phase phase(ProgramDraft.Phase phase, Map<UUID, String> codes) {
        return new ProgramDefinition.Phase(phase.id(), phase.title(), windows(phase.windows()), phase.sections().stream().map(section ->
            new ProgramDefinition.Section(section.title(), section.courses().stream().map(place ->
                new ProgramDefinition.Place(Objects.requireNonNull(codes.get(place.course())), windows(place.windows()))).toList())).toList());
    }

    private static List<Window> windows(List<Days> days) {
        return days.stream().map(Days::window).toList();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
