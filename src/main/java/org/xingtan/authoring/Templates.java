package org.xingtan.authoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.xingtan.authoring.ProgramDraft.Days;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.notice.Authorities;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** What a new program can be made like: templates, drafts, and programs that are out. */
@Component
class Templates {

    private final Drafts drafts;
    private final Programs programs;
    private final Authorities authorities;

    Templates(Drafts drafts, Programs programs, Authorities authorities) {
        this.drafts = drafts;
        this.programs = programs;
        this.authorities = authorities;
    }

    /** @throws NotFound when there is neither a draft, a template nor a program of that id that the actor may take */
    ProgramDraft find(Actor actor, UUID source) {
        var scope = authorities.scope(actor);
        var draft = drafts.find(source);
        if (draft.isPresent()) {
            var above = draft.get().kind() == DraftCard.Kind.TEMPLATE && drafts.templates(scope).stream().anyMatch(it -> it.id().equals(source));
            if (!above) {
                authorities.require(actor, draft.get().owner().id());
            }
            return draft.get().content();
        }
        var program = programs.find(new ProgramId(source));
        return of(program, authorities.require(actor, program.owner()));
    }

    OrganizationId owner(UUID source) {
        return drafts.find(source).map(it -> it.owner().id()).orElseGet(() -> programs.find(new ProgramId(source)).owner());
    }

    static ProgramDraft of(ProgramDetail program, OrganizationCard owner) {
        var rules = program.rules();
        return new ProgramDraft(new ProgramDraft.Basics(program.title(), program.summary(), program.level(), program.term() == null ? "" : program.term(),
                program.notice() == null ? "" : program.notice(), program.parent() == null ? null : program.parent().value(), program.insideParentCap(),
                program.maxRate()),
            days(program.windows()), program.phases().stream().map(Templates::phase).toList(),
            program.tracks().stream().map(track -> new ProgramDraft.Track(track.code(), track.title(), track.titleEn(),
                DraftProgram.written(owner, track.audience()), rules.completion(track.code()), rules.certificate().tracks().contains(track.code()))).toList(),
            rules.credit(), rules.certificate().title(), rules.certificate().prefix());
    }

    private static ProgramDraft.Phase phase(ProgramDetail.Phase phase) {
        return new ProgramDraft.Phase(phase.id(), phase.title(), days(phase.windows()), phase.sections().stream().map(section ->
            new ProgramDraft.Section(section.id(), section.title(), section.courses().stream().map(course ->
                new ProgramDraft.Place(course.card().id().value(), days(course.windows()))).toList())).toList());
    }

    private static List<Days> days(List<Window> windows) {
        return windows.stream().map(window -> new Days(window.kind(), day(window.opens()), day(window.closes()))).toList();
    }

    private static LocalDate day(Instant at) {
        return at.atZone(Window.ZONE).toLocalDate();
    }

    /** The same with other ids of phases and sections, in the rules, too. */
    static ProgramDraft renamed(ProgramDraft draft, UnaryOperator<UUID> id) {
        var phases = new HashMap<UUID, UUID>();
        draft.phases().forEach(phase -> phases.put(phase.id(), id.apply(phase.id())));
        return draft.withPhases(draft.phases().stream().map(phase -> new ProgramDraft.Phase(phases.get(phase.id()), phase.title(), phase.windows(),
                phase.sections().stream().map(it -> new ProgramDraft.Section(id.apply(it.id()), it.title(), it.courses())).toList())).toList())
            .withTracks(draft.tracks().stream().map(track -> track.with(renamed(track.completion(), phases))).toList());
    }

    private static CompletionRule renamed(CompletionRule rule, Map<UUID, UUID> phases) {
        return switch (rule) {
            case CompletionRule.AllOf(var rules) -> new CompletionRule.AllOf(rules.stream().map(it -> renamed(it, phases)).toList());
            case CompletionRule.AnyOf(var rules) -> new CompletionRule.AnyOf(rules.stream().map(it -> renamed(it, phases)).toList());
            case CompletionRule.AllLessons(var phase) when phase != null -> new CompletionRule.AllLessons(phases.getOrDefault(phase, phase));
            case CompletionRule.LessonsAtLeast(var n, var phase) when phase != null ->
                new CompletionRule.LessonsAtLeast(n, phases.getOrDefault(phase, phase));
            default -> rule;
        };
    }
}
