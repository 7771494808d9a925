package org.xingtan.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.xingtan.application.Application.Act;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Application.State;
import org.xingtan.application.Application.Step;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;

/**
 * An application and the units along which it goes, from where the person works today. What was decided stays decided; what is open
 * follows the person.
 *
 * @param school the unit of the person
 * @param county the one directly below the owner of the call; null for a unit that is direct-subordinate
 * @param last   who decides last: the owner, or the development center that he lets do so
 * @param served whether the person works below the owner at all
 * @param level  at which it lies, or will lie when it is corrected
 * @param again  whether that level has taken a decision back
 * @param closes the last moment of that level for this application; null for until the list is published
 * @param sent   how often the person has sent it: as long as it says the same, statement and papers are the same
 */
public record Chain(Application application, Place school, @Nullable Place county, Place owner, Place last, boolean served, Level level, boolean silent,
                    boolean again, @Nullable Instant closes, int sent) {

    /** A unit that decides. */
    public record Place(OrganizationId id, String path, Localized name) {}

    /** A step as it is shown. @param untilList whether its level has until the list is published, whatever its deadline */
    public record StepView(Level level, @Nullable Place place, Instant deadline, boolean untilList, StepState state, boolean reserve, @Nullable String by,
                           @Nullable Instant at, @Nullable String reason) {}

    /** What became of a step. */
    public enum StepState { WAITING, APPROVED, RETURNED, REJECTED, SKIPPED }

    /** The unit that decides at a level; null where nobody does. */
    public @Nullable Place at(Level level) {
        return switch (level) {
            case SCHOOL -> decidesFor(Level.SCHOOL) ? school : null;
            case COUNTY -> county;
            case CITY -> last;
        };
    }

    /** Whether whoever decides has no time any more: the last moment itself is still in time to its end. */
    public boolean isOver(Call call, Instant now) {
        return closes == null ? call.isListed() : !now.isBefore(closes.plusSeconds(1));
    }

    /** The same as a condition of whoever decides now. */
    Condition inTime(Call call, Instant now) {
        var code = "application.in-time." + level.name().toLowerCase(Locale.ROOT);
        return (closes == null ? Condition.of("application.in-time.list", !isOver(call, now)) : Condition.of(code, !isOver(call, now), closes)).from(call.notice());
    }

    /**
     * As it will be when its last decision is taken back. So that nobody waits for nobody, whoever takes one back has the time of the next level; where
     * the school must not block, its silence passes on.
     */
    Chain without(Step step, List<Step> history, Call call) {
        var decided = Objects.requireNonNull(step.level());
        var one = application;
        var passed = step.act() == Act.APPROVED || step.act() == Act.RESERVED ? one.passed().without(decided) : one.passed();
        var open = new Application(one.teacher(), one.id(), one.program(), one.statement(), State.SUBMITTED, one.unit(), one.subject(), passed, null, one.submittedAt());
        var undone = EnumSet.of(decided);
        history.stream().filter(it -> it.undoes() != null && it.level() != null).forEach(it -> undone.add(it.level()));
        var next = served && passed.county() == null && county != null ? Level.COUNTY : Level.CITY;
        var at = served && !silent && passed.school() == null && decidesFor(Level.SCHOOL) ? Level.SCHOOL : next;
        return new Chain(open, school, county, owner, last, served, at, silent, undone.contains(at), undone.contains(at) ? again(call, at) : call.deadline(at), sent);
    }

    /** As it is when this level has decided. @param nextTurn of a reserve list */
    Application after(Decision decision, ToIntFunction<ProgramId> nextTurn) {
        var passed = decision.passesOn() ? application.passed().by(level, here().id(), decision == Decision.APPROVE) : application.passed();
        if (decision == Decision.RESERVE && level == Level.CITY) {
            return new Application(application.teacher(), application.id(), application.program(), application.statement(), State.RESERVE, application.unit(), application.subject(),
                passed, nextTurn.applyAsInt(application.program()), application.submittedAt());
        }
        return application.with(state(decision, level), passed);
    }

    private static State state(Decision decision, Level level) {
        return switch (decision) {
            case APPROVE -> level == Level.CITY ? State.ADMITTED : State.SUBMITTED;
            case RESERVE -> level == Level.CITY ? State.RESERVE : State.SUBMITTED;
            case RETURN -> State.RETURNED;
            case REJECT -> State.REJECTED;
        };
    }

    /** Until when a level can decide that has taken a decision back; null for until the list is published. */
    private @Nullable Instant again(Call call, Level level) {
        return switch (level) {
            case SCHOOL -> call.terms().schoolBlocks() ? later(call.deadline(level), call.deadline(county == null ? Level.CITY : Level.COUNTY)) : call.deadline(level);
            case COUNTY -> later(call.deadline(level), call.deadline(Level.CITY));
            case CITY -> null;
        };
    }

    /** Whether somebody has time to decide anew, as a condition of whoever takes a decision back. */
    Condition inTimeAgain(Call call, Instant now) {
        return closes == null ? inTime(call, now) : Condition.of("application.undo-in-time", !isOver(call, now), closes).from(call.notice());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** As the forms of those who review send it back: which one it is, and how they have seen it. */
    public String key() {
        return application.id() + "." + sent;
    }

    /** Who decides now, or would. */
    public Place here() {
        var place = at(level);
        return place == null ? last : place;
    }

    private boolean decidesFor(Level level) {
        return level != Level.SCHOOL || !school.id().equals(owner.id()) && !school.id().equals(last.id());
    }

    /** Levels that have nothing to decide any more and have not decided. */
    List<Level> skipped() {
        var skipped = new ArrayList<Level>();
        if (application.passed().school() == null && (!decidesFor(Level.SCHOOL) || silent && level != Level.SCHOOL || !served)) {
            skipped.add(Level.SCHOOL);
        }
        if (application.passed().county() == null && county == null) {
            skipped.add(Level.COUNTY);
        }
        return skipped;
    }

    /** The levels at which somebody with this scope decides about it: by an appointment to the unit itself, not to one above. */
    List<Level> levels(Scope scope) {
        var levels = new ArrayList<Level>();
        for (var level : Level.values()) {
            var place = at(level);
            if (place != null && scope.paths().contains(place.path())) {
                levels.add(level);
            }
        }
        return levels;
    }

    /** Whether it is the unit that decides at a level that has decided so; the last level's is one, whoever had it then. */
    boolean isBy(Step step, Scope scope) {
        var place = step.level() == null ? null : at(step.level());
        return place != null && (step.level() == Level.CITY || place.id().equals(step.organization())) && scope.paths().contains(place.path());
    }

    /** Whether it is somebody's to see. */
    boolean isIn(Scope scope) {
        return scope.contains(school.path()) || scope.contains(owner.path()) || scope.contains(last.path());
    }

    /** What is in force of a history: decisions that were undone are not, nor a return that was answered. */
    static Map<Level, Step> decisions(List<Step> history) {
        var undone = new HashSet<UUID>();
        history.stream().filter(step -> step.undoes() != null).forEach(step -> undone.add(step.undoes()));
        var decisions = new EnumMap<Level, Step>(Level.class);
        for (var step : history) {
            if (step.act() == Act.CORRECTED) {
                decisions.values().removeIf(it -> it.act() == Act.RETURNED);
            } else if (isDecision(step) && !undone.contains(step.id())) {
                decisions.put(step.level(), step);
            }
        }
        return decisions;
    }

    /** The last decision, if nothing was done after it: the one that can be undone. */
    static @Nullable Step last(List<Step> history) {
        var last = latest(history);
        return last != null && isDecision(last) ? last : null;
    }

    /** Whether that decision was made on an appeal: in the moment in which the rejection was undone. Such a one is not taken back. */
    static boolean isOverruling(Step step, List<Step> history) {
        return history.stream().anyMatch(it -> it.act() == Act.UNDONE && it.at().equals(step.at()) && it.by().equals(step.by()) && it.level() == step.level());
    }

    /** Whether nobody has decided since the person sent it, or sent it again. */
    static boolean isUntouched(List<Step> history) {
        var last = latest(history);
        return last != null && last.level() == null;
    }

    private static @Nullable Step latest(List<Step> history) {
        var undone = undone(history);
        Step last = null;
        for (var step : history) {
            if (step.act() != Act.UNDONE && !undone.contains(step.id())) {
                last = step;
            }
        }
        return last;
    }

    private static Set<UUID> undone(Collection<Step> history) {
        var undone = new HashSet<UUID>();
        history.stream().filter(step -> step.undoes() != null).forEach(step -> undone.add(step.undoes()));
        return undone;
    }

    private static boolean isDecision(Step step) {
        return step.act() == Act.APPROVED || step.act() == Act.RESERVED || step.act() == Act.RETURNED || step.act() == Act.REJECTED;
    }

    /** All three, as far as they have come. */
    public List<StepView> steps(Call call, List<Step> history) {
        var decisions = decisions(history);
        var skipped = new HashMap<Level, Boolean>();
        var city = decisions.get(Level.CITY);
        (city == null ? skipped() : city.skipped()).forEach(level -> skipped.put(level, true));
        var steps = new ArrayList<StepView>();
        for (var level : Level.values()) {
            var decision = decisions.get(level);
            var deadline = level == this.level && closes != null ? closes : call.deadline(level);
            steps.add(decision == null ? new StepView(level, at(level), deadline, level == this.level && closes == null && again, skipped.containsKey(level) ? StepState.SKIPPED : StepState.WAITING, false, null, null, null)
                : new StepView(level, at(level), deadline, false, state(decision.act()), decision.act() == Act.RESERVED, decision.byName(), decision.at(),
                    decision.reason().isEmpty() ? null : decision.reason()));
        }
        return steps;
    }

    private static StepState state(Act act) {
        return switch (act) {
            case APPROVED, RESERVED -> StepState.APPROVED;
            case RETURNED -> StepState.RETURNED;
            default -> StepState.REJECTED;
        };
    }
}
