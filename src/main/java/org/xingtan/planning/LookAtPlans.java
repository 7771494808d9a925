package org.xingtan.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at what his units have planned, and how far it reaches the people whom he may see. */
@Component
class LookAtPlans {

    private static final int UNITS_AT_ONCE = 100;

    /** What is read. */
    @Component
    record Reads(TrainingPlans plans, PlanLines lines, Coverages coverages, UnitsBelow units, PlannedTrainings trainings, PlanWords words) {}

    /** Of whose people a page is. @param ownership of their units; empty for both */
    public record Asked(@Nullable OrganizationId organization, @Nullable String ownership) {

        /** The whole unit of the plan, or where the reader's scope begins. */
        static final Asked NOTHING = new Asked(null, null);

        /** @throws Problem 400 for what is none */
        @Nullable String sort() {
            var asked = ownership == null || ownership.isEmpty() ? null : ownership;
            if (asked != null && !asked.equals("PUBLIC") && !asked.equals("PRIVATE")) {
                throw new Problem(400, "error.malformed");
            }
            return asked;
        }
    }

    private final Reads reads;
    private final PlanScope scope;
    private final Vocabulary vocabulary;
    private final Clock clock;

    LookAtPlans(Reads reads, PlanScope scope, Vocabulary vocabulary, Clock clock) {
        this.reads = reads;
        this.scope = scope;
        this.vocabulary = vocabulary;
        this.clock = clock;
    }

    int year() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
    }

    /** @param at a unit below; null for the actor's own */
    PlanningView.Overview overview(Actor actor, @Nullable OrganizationId at, int year, @Nullable String after) {
        var mine = scope.of(actor);
        var unit = at == null ? null : scope.look(actor, at);
        var units = unit == null ? scope.roots(mine) : List.of(unit);
        var paths = units.stream().map(OrganizationCard::path).toList();
        var higher = units.stream().flatMap(it -> scope.lineage(it.path()).stream()).map(OrganizationCard::path).distinct().filter(it -> !paths.contains(it)).toList();
        return new PlanningView.Overview(year, unit, units.stream().filter(it -> scope.keeps(actor, it)).toList(), named(reads.plans.of(paths, year, false)),
            named(reads.plans.of(higher, year, true)), reads.units.planning(units, year, after, UNITS_AT_ONCE));
    }

    /** Those of the actor's units and of all below them, and what units above these have published, by the codes of the units. @throws Problem 400 for a year or a cursor that is none */
    Page<TrainingPlans.Owned> all(Actor actor, @Nullable String year, @Nullable String cursor, @Nullable String limit) {
        var mine = scope.of(actor);
        return reads.plans.page(mine, asked(year), cursor, Page.limit(Page.number(limit)));
    }

    /** @return this one where none is typed @throws Problem 400 for what is none */
    int asked(@Nullable String year) {
        var typed = Page.number(year);
        if (typed != null && (typed < 2000 || typed > 2200)) {
            throw new Problem(400, "error.malformed");
        }
        return typed == null ? year() : typed;
    }

    private List<PlanningView.Named> named(List<TrainingPlan> plans) {
        return plans.stream().map(it -> new PlanningView.Named(it, name(scope.unit(it.unit())))).toList();
    }

    private static Localized name(OrganizationCard unit) {
        return new Localized(unit.name(), unit.nameEn());
    }

    TrainingPlan plan(UUID id) {
        return reads.plans.find(id).orElseThrow(() -> new NotFound(id));
    }

    PlanLine line(UUID id) {
        return reads.lines.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** @throws NotFound as {@link PlanScope#over} says */
    PlanningView.Place place(Actor actor, UUID id, Asked asked) {
        var plan = plan(id);
        var unit = scope.over(actor, plan, asked.organization);
        var owner = scope.unit(plan.unit());
        return new PlanningView.Place(plan, owner, unit, scope.trail(actor, owner, unit), asked.sort(), scope.keeps(actor, owner));
    }

    PlanningView.OnePlan plan(Actor actor, UUID id, Asked asked) {
        var place = place(actor, id, asked);
        var lines = reads.lines.of(id);
        var coverage = reads.coverages.of(place.plan(), lines, place.unit().path(), place.ownership());
        return new PlanningView.OnePlan(place, lines, reads.words.of(lines), categories(place), coverage, reads.units.in(place.unit(), coverage), reads.plans.steps(id, PlanningView.STEPS));
    }

    private Map<String, Localized> categories(PlanningView.Place place) {
        return reads.words.categories(place.owner().path(), place.plan().year());
    }

    /** @param typed words by which trainings are looked for; null for none */
    PlanningView.OneLine line(Actor actor, UUID id, Asked asked, @Nullable String typed) {
        var line = line(id);
        var place = place(actor, line.plan(), asked);
        if (typed != null && (typed.length() > PlanForm.SHORT || !StorableText.is(typed))) {
            throw new Problem(400, "error.malformed");
        }
        var coverage = reads.coverages.of(place.plan(), List.of(line), place.unit().path(), place.ownership());
        var known = reads.trainings.of(line.programs());
        var found = typed == null || !place.keeps() ? List.<PlannedTraining>of() : reads.trainings.find(place.owner(), place.plan().year(), typed, PlanningView.FOUND + 1);
        var category = line.category() == null ? null : categories(place).getOrDefault(line.category(), new Localized(line.category(), null));
        return new PlanningView.OneLine(place, line, reads.words.of(List.of(line)).get(id), category, line.programs().stream().filter(known::containsKey).map(known::get).toList(),
            coverage, reads.units.in(place.unit(), coverage), typed, found);
    }

    /** What a line of the plan can be made of. */
    PlanningView.Choices choices(TrainingPlan plan) {
        var owner = scope.unit(plan.unit());
        return new PlanningView.Choices(vocabulary.stages(), vocabulary.subjects(), vocabulary.posts(), scope.children(owner), reads.words.categories(owner.path(), plan.year()));
    }
}
