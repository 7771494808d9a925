package org.xingtan.enrollment;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.program.Owners;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Gathers what the lists of programs show. */
@Component
class ProgramPages {

    private final Programs programs;
    private final Participations participations;
    private final Owners owners;
    private final Clock clock;

    ProgramPages(Programs programs, Participations participations, Owners owners, Clock clock) {
        this.programs = programs;
        this.participations = participations;
        this.owners = owners;
        this.clock = clock;
    }

    /** All programs that can be joined, and those the reader takes part in, each with his track. */
    List<ProgramRow> rows(@Nullable Actor actor) {
        var mine = mine(actor);
        var now = clock.instant();
        return programs.published().stream().filter(program -> program.isForAll() || mine.containsKey(program.id()))
            .map(program -> row(program, mine.get(program.id()), now)).toList();
    }

    ProgramRow row(ProgramDetail program, @Nullable Participation mine, Instant now) {
        var owner = owners.find(program.owner());
        return new ProgramRow(program, new Localized(owner.name(), owner.nameEn()), program.window(now),
            programs.parent(program).map(ProgramDetail::title).orElse(null), mine == null ? null : program.track(mine.track()).name());
    }

    Map<ProgramId, Participation> mine(@Nullable Actor actor) {
        return actor == null ? Map.of()
            : participations.ofTeacher(actor.teacher()).stream().collect(Collectors.toMap(Participation::program, Function.identity()));
    }
}
