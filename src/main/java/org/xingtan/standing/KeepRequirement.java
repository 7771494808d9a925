package org.xingtan.standing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.AnnualRequirement.Category;
import org.xingtan.ledger.AnnualRequirement.Theme;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Use case: an authority says what a year asks of the teachers below it. Each change is a new version. */
@Component
class KeepRequirement {

    private static final Set<String> AUTHORITIES = Set.of("NATION", "PROVINCE", "CITY", "COUNTY");

    /** What is asked for, how that changes, and who follows. */
    @Component
    record Policy(Requirements requirements, DefineRequirement define, CountAfterwards afterwards) {}

    private final Access access;
    private final Organizations organizations;
    private final Requirements requirements;
    private final DefineRequirement define;
    private final CountAfterwards afterwards;
    private final Programs programs;
    private final AuditTrail trail;
    private final Clock clock;

    KeepRequirement(Access access, Organizations organizations, Policy policy, Programs programs, AuditTrail trail, Clock clock) {
        this.access = access;
        this.organizations = organizations;
        this.requirements = policy.requirements;
        this.define = policy.define;
        this.afterwards = policy.afterwards;
        this.programs = programs;
        this.trail = trail;
        this.clock = clock;
    }

    /** Where the actor's scope begins: he speaks for these. */
    List<OrganizationCard> authorities(Actor actor) {
        var scope = access.scope(actor, Task.CORRECT_HOURS);
        if (scope.isEmpty()) {
            throw new NotFound("requirements");
        }
        return organizations.roots(scope);
    }

    /** @throws NotFound when it is none of the actor's */
    OrganizationCard authority(Actor actor, OrganizationId id) {
        access.require(actor, Task.CORRECT_HOURS, id);
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    List<AnnualRequirement> of(OrganizationId authority) {
        return requirements.of(authority);
    }

    /** Whether what he asks is still being counted. */
    boolean isCounting(OrganizationCard authority, int year) {
        return afterwards.isGoingOn(authority.path(), year);
    }

    /** Programs whose hours may fill a theme: of the authority, of units below it and of those above; and those that fill one now, here or above. */
    List<ProgramDetail> programs(OrganizationCard authority, List<AnnualRequirement> known) {
        var named = Stream.concat(known.stream(), above(authority)).flatMap(it -> it.themes().stream()).flatMap(it -> it.programs().stream()).collect(Collectors.toSet());
        var paths = new HashMap<OrganizationId, Boolean>();
        return programs.published().stream().filter(program -> named.contains(program.id().value())
            || paths.computeIfAbsent(program.owner(), owner -> organizations.find(owner).filter(it -> isOnTheWay(it.path(), authority.path())).isPresent())).toList();
    }

    /** In the years that can be set. */
    private Stream<AnnualRequirement> above(OrganizationCard authority) {
        var now = LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
        return Stream.of(now, now + 1).flatMap(year -> requirements.above(authority.id(), year).stream());
    }

    private static boolean isOnTheWay(String one, String other) {
        return one.equals(other) || one.startsWith(other + ".") || other.startsWith(one + ".");
    }

    /** What the authorities above ask for is the least; only an authority asks for anything. @param own what it has said itself last */
    private void check(OrganizationCard authority, AnnualRequirement asked, Optional<AnnualRequirement> own) {
        var now = LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("standing.require.authority", AUTHORITIES.contains(authority.kind())));
        conditions.add(Condition.of("standing.require.this-year", asked.year() == now || asked.year() == now + 1, now, now + 1));
        requirements.above(authority.id(), asked.year()).ifPresent(above -> conditions.addAll(notLess(asked, above, own)));
        Verdict.of(conditions).orRefuse();
    }

    /**
     * What would count anyway is not to be said otherwise: each kind of line by itself, with what is asked above. What it has said itself before
     * it may go on saying.
     */
    private static List<Condition> notLess(AnnualRequirement asked, AnnualRequirement above, Optional<AnnualRequirement> own) {
        var least = asked.atLeast(above);
        var total = asked.total().compareTo(above.total()) >= 0 || own.filter(it -> it.total().equals(asked.total())).isPresent();
        var strange = strange(asked, least, own);
        var conditions = new ArrayList<>(List.of(
            Condition.of("standing.require.not-less", total && isEnough(least.categories(), asked.categories(), own.map(AnnualRequirement::categories), Category::code), above.title(), above.total(),
                above.categories().stream().map(it -> named(it.name(), it.need())).toList()),
            Condition.of("standing.require.themes-not-less", isEnough(least.themes(), asked.themes(), own.map(AnnualRequirement::themes), Theme::code), above.title(),
                above.themes().stream().map(it -> named(it.name(), it.need())).toList()),
            Condition.of("standing.require.day-not-more", Objects.equals(least.dayMax(), asked.dayMax()) || own.filter(it -> Objects.equals(it.dayMax(), asked.dayMax())).isPresent(), above.title(), above.dayMax() == null ? "" : above.dayMax()),
            Condition.of("standing.require.months-not-less", least.newHires() == asked.newHires() || own.filter(it -> it.newHires() == asked.newHires()).isPresent(), above.title())));
        if (!strange.isEmpty()) {
            conditions.add(Condition.of("standing.require.code-of-another", false, strange));
        }
        return conditions;
    }

    private static Localized named(Localized name, CreditHours need) {
        return new Localized(name.chinese() + " " + need, name.english() == null ? null : name.english() + " " + need);
    }

    /** Codes of categories that are themes above, and the other way round. */
    private static List<String> strange(AnnualRequirement asked, AnnualRequirement least, Optional<AnnualRequirement> own) {
        var categories = asked.categories().stream().filter(it -> own.filter(before -> before.categories().contains(it)).isEmpty()).map(Category::code)
            .filter(it -> line(least.categories(), Category::code, it).isEmpty());
        var themes = asked.themes().stream().filter(it -> own.filter(before -> before.themes().contains(it)).isEmpty()).map(Theme::code)
            .filter(it -> line(least.themes(), Theme::code, it).isEmpty());
        return Stream.concat(categories, themes).toList();
    }

    /** @param own the lines that were asked before; empty when nothing was */
    private static <T> boolean isEnough(List<T> least, List<T> asked, Optional<List<T>> own, Function<T, String> code) {
        return least.stream().filter(it -> !asked.contains(it))
            .allMatch(it -> own.filter(lines -> line(lines, code, code.apply(it)).equals(line(asked, code, code.apply(it)))).isPresent());
    }

    private static <T> Optional<T> line(List<T> lines, Function<T, String> code, String wanted) {
        return lines.stream().filter(it -> code.apply(it).equals(wanted)).findFirst();
    }

    @Transactional
    public AnnualRequirement define(Actor actor, OrganizationId id, RequirementForm form) {
        var authority = authority(actor, id);
        define.hold(authority.id());
        var known = requirements.of(authority.id());
        var asked = form.requirement(authority.id(), programs(authority, known).stream().map(it -> it.id().value()).toList(),
            Stream.concat(known.stream(), above(authority)).toList());
        var raised = requirements.raised(authority.id());
        check(authority, asked, known.stream().filter(it -> it.year() == asked.year() && !raised.contains(it)).findFirst());
        var before = known.stream().filter(it -> it.year() == asked.year()).findFirst();
        var defined = define.set(asked, actor.teacher());
        if (before.filter(defined.requirement()::equals).isEmpty()) {
            trail.record(actor, "standing.require", "organization:" + authority.id(), authority.path(), before.map(KeepRequirement::facts).orElse(null), facts(defined.requirement()));
        }
        defined.raised().forEach(it -> organizations.find(it.jurisdiction()).ifPresent(below ->
            trail.record(actor, "standing.raise", "organization:" + below.id(), below.path(), null, facts(it))));
        return defined.requirement();
    }

    /** What counts for an authority beside what it says itself. */
    StandingConsole.Above above(OrganizationCard authority, int year) {
        return new StandingConsole.Above(requirements.above(authority.id(), year).orElse(null), requirements.raised(authority.id()), requirements.raisedBelow(authority.id(), year));
    }

    private static Map<String, Object> facts(AnnualRequirement it) {
        return Map.of("year", it.year(), "version", it.version(), "title", it.title(), "basis", it.basis(), "total", it.total().toString(),
            "categories", it.categories().stream().map(line -> line.code() + " " + line.need()).toList(),
            "themes", it.themes().stream().map(line -> line.code() + " " + line.need() + " (" + line.programs().size() + ")").toList(),
            "dayMax", String.valueOf(it.dayMax()), "newHires", it.newHires().name());
    }
}
