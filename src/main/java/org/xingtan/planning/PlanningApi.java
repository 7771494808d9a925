package org.xingtan.planning;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;

/** Training plans for other systems, which read them. */
@RestController
@RequestMapping("/api/v1")
class PlanningApi {

    record UnitJson(String id, String code, String name, String kind) {

        static UnitJson of(OrganizationCard unit) {
            return new UnitJson(unit.id().toString(), unit.code(), unit.name(), unit.kind());
        }
    }

    /** @param publishedAt null as long as it is a draft */
    record PlanJson(String id, int year, String title, String basis, String aims, String state, @Nullable String publishedAt, UnitJson organization) {

        static PlanJson of(TrainingPlan plan, UnitJson unit) {
            var published = plan.publishedAt();
            return new PlanJson(plan.id().toString(), plan.year(), plan.title(), plan.basis(), plan.aims(), plan.state().name(), published == null ? null : Dates.rfc3339(published), unit);
        }
    }

    /** Whom a line is for; what is null or empty is not asked. @param units right below, by their names */
    record GroupJson(@Nullable Integer serviceFrom, @Nullable Integer serviceTo, List<String> stages, List<String> subjects, boolean rural, List<String> posts, List<String> units) {

        static GroupJson of(Group group, PlanningView.Who who, Locale locale) {
            return new GroupJson(group.from(), group.to(), group.stages(), group.subjects(), group.rural(), group.posts(), who.units().stream().map(it -> it.in(locale)).toList());
        }
    }

    /** People in a line, as {@link Coverage.Count} counts them. */
    record FiguresJson(int people, int taking, int completed, int reached, CreditHours hours) {

        static FiguresJson of(Coverage.Count count) {
            return new FiguresJson(count.people(), count.taking(), count.completed(), count.reached(), count.hours());
        }
    }

    /** @param category null for hours of any @param hours aimed at; null where none are named */
    record LineJson(String id, String title, String aims, GroupJson group, @Nullable String category, @Nullable CreditHours hours, List<String> programs, boolean study, FiguresJson figures) {}

    /** @param organization whose people are counted @param without who are in no line @param idle who are in one, and take part in nothing that serves theirs */
    record WholeJson(PlanJson plan, UnitJson organization, int people, int without, int idle, List<LineJson> lines) {}

    /** @param at until when he can come in, or from when; null where no time is set */
    record MyTrainingJson(String program, String title, String state, @Nullable String at) {}

    /** @param need null where no hours are named @param have from all that serves the line */
    record MyLineJson(String id, String title, String aims, @Nullable String category, @Nullable CreditHours need, CreditHours have, boolean study, List<MyTrainingJson> trainings) {

        static MyLineJson of(MyPlan.Line it) {
            var line = it.line();
            return new MyLineJson(line.id().toString(), line.title(), line.aims(), line.category(), line.hours(), it.hours(), line.study(), it.trainings().stream()
                .map(one -> new MyTrainingJson(one.training().id().toString(), one.training().title(), one.state().name(), one.at() == null ? null : Dates.rfc3339(one.at()))).toList());
        }
    }

    /** @param unit whose plan it is, by its name */
    record MineJson(String id, int year, String title, String basis, String aims, String unit, List<MyLineJson> lines) {

        static MineJson of(MyPlan mine, Locale locale) {
            var plan = mine.plan();
            return new MineJson(plan.id().toString(), plan.year(), plan.title(), plan.basis(), plan.aims(), mine.unit().in(locale), mine.lines().stream().map(MyLineJson::of).toList());
        }
    }

    private final LookAtPlans look;
    private final LookAtMyPlans mine;

    PlanningApi(LookAtPlans look, LookAtMyPlans mine) {
        this.look = look;
        this.mine = mine;
    }

    @GetMapping("/me/plans")
    Page<MineJson> mine(Actor actor, @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor, Locale locale) {
        var all = mine.of(actor);
        var places = IntStream.range(0, all.size()).boxed().toList();
        return Page.part(places, "%09d"::formatted, n -> all.get(n).plan().id().toString(), Page.limit(limit), cursor).map(n -> MineJson.of(all.get(n), locale));
    }

    @GetMapping("/plans")
    Page<PlanJson> plans(Actor actor, @RequestParam(required = false) @Nullable String year, @RequestParam(required = false) @Nullable String limit,
                         @RequestParam(required = false) @Nullable String cursor) {
        return look.all(actor, year, cursor, limit).map(it -> PlanJson.of(it.plan(), new UnitJson(it.plan().unit().toString(), it.code(), it.name(), it.kind())));
    }

    @GetMapping("/plans/{id}")
    WholeJson plan(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable String ownership, Locale locale) {
        var one = look.plan(actor, Uuids.parse(id), new LookAtPlans.Asked(organization == null ? null : OrganizationId.of(organization), ownership));
        var place = one.place();
        var all = one.coverage().all();
        return new WholeJson(PlanJson.of(one.plan(), UnitJson.of(place.owner())), UnitJson.of(place.unit()), all.people(), all.without(), all.idle(), one.lines().stream()
            .map(line -> new LineJson(line.id().toString(), line.title(), line.aims(), GroupJson.of(line.group(), one.who().get(line.id()), locale), line.category(), line.hours(),
                line.programs().stream().map(ProgramId::toString).toList(), line.study(), FiguresJson.of(all.of(line)))).toList());
    }
}
