package org.xingtan.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDefinition;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.PublishProgram;
import org.xingtan.program.Rules;
import tools.jackson.core.type.TypeReference;

/** The winter topic and its board, as their notices word them; open today, whenever that is. */
@Component
public class DemoPrograms {

    static final String WINTER = "WINTER-2023";
    static final String BOARD = "MENTAL-2023";

    private record Content(List<DemoNotices.Notice> notices, List<Program> programs) {}

    /** @param owner code of an organization, {@code parent} code of a program */
    private record Program(String code, String title, String summary, String level, @Nullable String term, String owner, String notice, @Nullable String parent,
                           boolean insideParentCap, double maxRate, List<Days> windows, List<Phase> phases,
                           List<ProgramDetail.Track> tracks, Rules rules) {}

    private record Phase(UUID id, String title, List<Days> windows, List<Section> sections) {}

    private record Section(String title, List<String> courses) {}

    /** A window in days from today. */
    private record Days(Window.Kind kind, int from, int to) {

        Window from(LocalDate today) {
            return Window.ofDays(kind, today.plusDays(from), today.plusDays(to));
        }
    }

    private final DemoNotices notices;
    private final DemoRequirements requirements;
    private final PublishProgram programs;
    private final Clock clock;

    DemoPrograms(DemoNotices notices, DemoRequirements requirements, PublishProgram programs, Clock clock) {
        this.notices = notices;
        this.requirements = requirements;
        this.programs = programs;
        this.clock = clock;
    }

    /** @param organizations by their codes */
    void publish(Map<String, OrganizationId> organizations) {
        var content = DemoResources.json("programs.json", new TypeReference<Content>() {});
        notices.publish(content.notices());
        requirements.define(organizations);
        var today = LocalDate.now(clock.withZone(Window.ZONE));
        var published = new HashMap<String, ProgramId>();
        for (var program : content.programs()) {
            var parent = program.parent() == null ? null : published.get(program.parent());
            published.put(program.code(), programs.publish(definition(program, organizations, parent, today)));
        }
    }

    private static ProgramDefinition definition(Program program, Map<String, OrganizationId> organizations, @Nullable ProgramId parent,
                                                LocalDate today) {
        var owner = organizations.get(program.owner());
        if (owner == null) {
            throw new IllegalArgumentException("No such organization: " + program.owner());
        }
        return new ProgramDefinition(program.code(), program.title(), program.summary(), program.level(), program.term(), owner, program.notice(), parent,
            program.insideParentCap(), program.maxRate(), windows(program.windows(), today),
            program.phases().stream().map(phase -> phase(phase, today)).toList(), program.tracks(), program.rules());
    }

    private static ProgramDefinition.Phase phase(Phase phase, LocalDate today) {
        return new ProgramDefinition.Phase(phase.id(), phase.title(), windows(phase.windows(), today), phase.sections().stream()
            .map(section -> ProgramDefinition.Section.of(section.title(), section.courses().toArray(String[]::new))).toList());
    }

    private static List<Window> windows(List<Days> windows, LocalDate today) {
        return windows.stream().map(days -> days.from(today)).toList();
    }

    public ProgramId winter() {
        return programs.find(WINTER).orElseThrow();
    }

    ProgramId board() {
        return programs.find(BOARD).orElseThrow();
    }
}
