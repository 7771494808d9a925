package org.xingtan.safety;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at what his units and those below hold in person, and how far its safety is seen to. Whoever holds it answers, and whoever leads it; those above see it. */
@Component
class LookAtSafety {

    static final Task TASK = Task.KEEP_SAFETY;

    /** Roles that answer for what a unit holds: whoever runs the machines does not. */
    static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role != Role.OPERATOR && role.allows(TASK)).map(Role::name).toArray(String[]::new);
    private static final int DAYS_AHEAD = 90;
    private static final int DAYS_BACK = 60;

    private final Access access;
    private final Organizations organizations;
    private final Occasions occasions;
    private final Checklists checklists;
    private final Map<String, String> texts;
    private final Clock clock;

    LookAtSafety(Access access, Organizations organizations, Occasions occasions, Checklists checklists, List<OccasionSource> sources, Clock clock) {
        this.access = access;
        this.organizations = organizations;
        this.occasions = occasions;
        this.checklists = checklists;
        this.texts = sources.stream().collect(Collectors.toMap(OccasionSource::kind, OccasionSource::text));
        this.clock = clock;
    }

    /** What somebody asks for. @param organization id of a unit; null or empty for all of his */
    record Asked(@Nullable String organization, @Nullable Boolean open, @Nullable Boolean past) {

        @Nullable OrganizationId unit() {
            return organization == null || organization.isBlank() ? null : OrganizationId.of(organization);
        }

        Asked of(OrganizationCard unit) {
            return new Asked(unit.id().toString(), open, past);
        }

        boolean isOpen() {
            return Boolean.TRUE.equals(open);
        }

        boolean isPast() {
            return Boolean.TRUE.equals(past);
        }
    }

    /** @throws NotFound for whoever looks after no unit, or not after that one */
    SafetyView.Overview list(Actor actor, Asked asked, @Nullable String after) {
        var scope = scope(actor);
        var roots = organizations.roots(scope);
        var unit = unit(actor, asked);
        var numbers = occasions.count(which(actor, asked, unit, false));
        return new SafetyView.Overview(unit, unit == null || roots.contains(unit) ? roots : Stream.concat(roots.stream(), Stream.of(unit)).toList(), below(scope, roots, unit), asked.isOpen(), asked.isPast(), occasions.page(which(actor, asked, unit, asked.isOpen()), after, Page.limit(null)).map(this::named),
            numbers.all(), numbers.open(), roots.stream().anyMatch(LookAtSafety::isAuthority));
    }

    /** Of the unit that is looked at, or of the reader's only one. */
    private List<OrganizationCard> below(Scope scope, List<OrganizationCard> roots, @Nullable OrganizationCard unit) {
        return unit == null && roots.size() > 1 ? List.of() : organizations.children(scope, (unit == null ? roots.getFirst() : unit).id(), null, Page.MAX_LIMIT).items();
    }

    private @Nullable OrganizationCard unit(Actor actor, Asked asked) {
        var id = asked.unit();
        if (id == null) {
            return null;
        }
        access.require(actor, TASK, id);
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** Whose occasions these are: the unit that is asked for, or all of the reader's own. */
    List<OrganizationCard> units(Actor actor, Asked asked) {
        var unit = unit(actor, asked);
        return unit == null ? organizations.roots(scope(actor)) : List.of(unit);
    }

    /** The same, for whoever takes all of it away. */
    Occasions.Which which(Actor actor, Asked asked) {
        return which(actor, asked, unit(actor, asked), asked.isOpen());
    }

    private Occasions.Which which(Actor actor, Asked asked, @Nullable OrganizationCard unit, boolean open) {
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        return new Occasions.Which(unit == null ? scope(actor) : new Scope(List.of(unit.path())), today, asked.isPast() ? today.minusDays(DAYS_BACK) : today.plusDays(DAYS_AHEAD), open,
            asked.isPast());
    }

    private Scope scope(Actor actor) {
        var scope = access.scope(actor, TASK);
        if (scope.isEmpty()) {
            throw new NotFound("safety");
        }
        return scope;
    }

    static boolean isAuthority(OrganizationCard unit) {
        return Organizations.AUTHORITIES.contains(unit.kind());
    }

    SafetyView.Named named(Occasion occasion) {
        return new SafetyView.Named(occasion, texts.get(occasion.kind()));
    }

    /** @throws NotFound for whoever neither holds it nor stands above, nor leads it */
    SafetyView.One one(Actor actor, UUID id) {
        var occasion = look(actor, id);
        var answers = answers(actor, occasion);
        return new SafetyView.One(named(occasion), checklists.of(id), checklists.history(id), answers,
            answers && occasion.acting().vacant() && !actor.teacher().equals(occasion.leader()), null, null);
    }

    private Occasion look(Actor actor, UUID id) {
        var occasion = occasions.current(id);
        var scope = access.scope(actor, TASK);
        if (!actor.teacher().equals(occasion.leader()) && !scope.contains(occasion.unit().path()) && !scope.contains(occasion.also())) {
            throw new NotFound(id);
        }
        return occasion;
    }

    private boolean answers(Actor actor, Occasion occasion) {
        return actor.teacher().equals(occasion.leader()) || access.scope(actor, TASK).paths().contains(occasion.acting().path());
    }

    /**
     * @throws NotFound for whoever does not see it
     * @throws Forbidden for whoever sees it from above
     */
    Occasion requireToAnswer(Actor actor, UUID id) {
        var occasion = look(actor, id);
        if (!answers(actor, occasion)) {
            throw new Forbidden("safety.level");
        }
        return occasion;
    }
}
