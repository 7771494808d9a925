package org.xingtan.planning;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;

/** Use case: whoever may see the people of a unit looks at who of them takes part in what a plan means for them. */
@Component
class LookAtPlanPeople {

    private static final int ROWS = 50;
    private static final int LONGEST_SEARCH = 100;

    /** What the address asks for; read only after the scope is decided. */
    public record Question(@Nullable String line, @Nullable String which, @Nullable String q) {}

    private final LookAtPlans look;
    private final PlanLines lines;
    private final PlanPeople people;
    private final Access access;

    LookAtPlanPeople(LookAtPlans look, PlanLines lines, PlanPeople people, Access access) {
        this.look = look;
        this.lines = lines;
        this.people = people;
        this.access = access;
    }

    /** What is asked, decided. */
    record Decided(PlanningView.Place place, PlanPeople.Asked asked) {}

    /** @throws NotFound when the unit is none of the actor's, or the line none of the plan's */
    Decided decide(Actor actor, UUID plan, LookAtPlans.Asked at, Question question) {
        var place = look.place(actor, plan, at);
        access.require(actor, Task.VIEW_TEACHERS, place.unit().id());
        var all = lines.of(plan);
        var line = line(all, question.line);
        return new Decided(place, new PlanPeople.Asked(place.plan(), all, place.unit().path(), place.ownership(), which(question.which, line), line, search(question.q)));
    }

    private static @Nullable PlanLine line(List<PlanLine> all, @Nullable String id) {
        if (id == null || id.isEmpty()) {
            return null;
        }
        var asked = Uuids.parse(id);
        return all.stream().filter(it -> it.id().equals(asked)).findFirst().orElseThrow(() -> new NotFound(asked));
    }

    private static PlanPeople.Which which(@Nullable String name, @Nullable PlanLine line) {
        return name == null || name.isEmpty() ? PlanPeople.Which.MISSING
            : Arrays.stream(PlanPeople.Which.values()).filter(it -> it.name().equals(name) && (it != PlanPeople.Which.WITHOUT || line == null)).findFirst()
                .orElseThrow(() -> new NotFound(name));
    }

    private static @Nullable String search(@Nullable String typed) {
        var search = typed == null || typed.isBlank() ? null : typed.strip();
        if (search != null && (search.length() > LONGEST_SEARCH || !StorableText.is(search))) {
            throw new Problem(400, "error.malformed");
        }
        return search;
    }

    PlanningView.People at(Actor actor, UUID plan, LookAtPlans.Asked at, Question question, @Nullable String after) {
        var decided = decide(actor, plan, at, question);
        var asked = decided.asked;
        return new PlanningView.People(decided.place, asked.lines(), asked.line(), asked.which(), asked.search(), people.list(asked, after, ROWS), reminds(actor, decided),
            Uuids.next());
    }

    /** Whether those shown are reminded by the reader, as far as the list is known. */
    private boolean reminds(Actor actor, Decided decided) {
        var plan = decided.place.plan();
        return plan.isPublished() && plan.year() >= look.year() && decided.asked.which() == PlanPeople.Which.MISSING
            && access.scope(actor, Task.REMIND).contains(decided.place.unit().path());
    }
}
