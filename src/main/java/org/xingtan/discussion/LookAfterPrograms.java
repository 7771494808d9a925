package org.xingtan.discussion;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;

/** Use case: who runs programs looks at how much is said and done in each, at every level below him. */
@Component
class LookAfterPrograms {

    private static final int ROWS = 20;

    private final DiscussionsInCharge inCharge;
    private final ProgramUnits units;
    private final DiscussionFigures figures;
    private final Topics topics;
    private final Activities activities;
    private final Clock clock;

    LookAfterPrograms(DiscussionsInCharge inCharge, ProgramUnits units, DiscussionFigures figures, Topics topics, Activities activities, Clock clock) {
        this.inCharge = inCharge;
        this.units = units;
        this.figures = figures;
        this.topics = topics;
        this.activities = activities;
        this.clock = clock;
    }

    List<ProgramTalk.Row> programs(Actor actor) {
        var scope = inCharge.scope(actor);
        return figures.of(units.programs(scope), scope);
    }

    /**
     * @param asked the unit; null for where the actor's begin
     * @throws NotFound unless it is one of his
     */
    ProgramTalk program(Actor actor, ProgramId id, @Nullable OrganizationId asked, @Nullable String after, @Nullable String afterActivity) {
        var program = units.program(id);
        var unit = asked == null ? units.tops(inCharge.scope(actor)).getFirst() : units.get(asked);
        inCharge.requireKeeper(actor, unit.path());
        var page = topics.around(id, unit.path(), after, ROWS);
        return new ProgramTalk(program, unit, figures.of(id, unit.id()), page, topics.said(page.items()),
            activities.below(id, unit.path(), afterActivity, ROWS), units.reaches(program, unit), LocalDate.ofInstant(clock.instant(), Window.ZONE));
    }
}
