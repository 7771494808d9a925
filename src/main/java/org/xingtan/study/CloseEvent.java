package org.xingtan.study;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.CreditRule;
import org.xingtan.recognition.YearClosed;
import org.xingtan.safety.Checklist;

/** Use cases: an event is closed, and the hours of all who were there are posted with it; opened again, they are taken back. Done again, nothing changes. */
@Component
class CloseEvent {

    /** What the ledger knows them by; the reference is the event. */
    static final String SOURCE = "study";

    static final String YEAR_CLOSED = "YEAR_CLOSED";
    /** Somebody has put the hours of an earlier closing right in the ledger: as they stand there they stay. */
    static final String CORRECTED = "CORRECTED";

    private final KeepEvent keep;
    private final Events events;
    private final Attendances attendances;
    private final Limits limits;
    private final Posting posting;
    private final Clock clock;

    /** Where hours go, and what may stand against it. */
    @Component
    record Posting(Ledger ledger, ReverseEntry reversal, ObjectProvider<YearClosed> closed, Send send) {}

    CloseEvent(KeepEvent keep, Events events, Attendances attendances, Limits limits, Posting posting, Clock clock) {
        this.keep = keep;
        this.events = events;
        this.attendances = attendances;
        this.limits = limits;
        this.posting = posting;
        this.clock = clock;
    }

    /**
     * An event whose hours are posted, and by what they are counted.
     *
     * @param had   who has ever had hours of it
     * @param found whom an appeal has found there
     */
    private record Held(Event event, Plan plan, OrganizationCard unit, CreditRule rule, Set<TeacherId> had, Set<TeacherId> found) {}

    /** Whether it may be closed: the same verdict is shown and decides. */
    static Verdict verdict(Event event, Plan plan, Checklist safety, List<Attendance> there, Instant now) {
        return Verdict.of(
            Condition.of("study.close.over", !now.isBefore(event.over()), event.over()),
            Condition.of("study.close.somebody", event.posting() > 0 || there.stream().anyMatch(it -> it.counts(plan))),
            Condition.atLeast("study.close.risks", safety.asked(), safety.seen()));
    }

    /** @throws org.xingtan.platform.Refused with every condition */
    @Transactional
    public void close(Actor actor, UUID id) {
        var event = events.lock(id).orElseThrow(() -> new NotFound(id));
        keep.require(actor, event);
        if (event.isClosed()) {
            return;
        }
        if (!event.isPlanned()) {
            throw new Problem(409, "study.event.over");
        }
        var plan = keep.plan(event);
        var unit = keep.unit(event);
        var there = attendances.of(id);
        var now = clock.instant();
        verdict(event, plan, keep.holdSafety(id), there, now).orRefuse();
        post(actor, held(event, plan, unit, attendances.granted(id)), there);
        // No earlier than the years were held: what was validated before that was validated before this.
        events.close(id, event.posting() + 1, actor, clock.instant());
        tell(events.find(id).orElseThrow(), attendances.of(id));
        keep.record(actor, "study.event.close", unit, event, "");
    }

    /**
     * All at once and their accounts in one order, before anything is asked of any of them: whoever posts hours of the same people somewhere else waits, and is not waited for. What of earlier
     * closings somebody has put right in the ledger stays, as whatever he is noted by now, and nothing is posted beside it.
     */
    private void post(Actor actor, Held held, List<Attendance> said) {
        var event = held.event;
        var there = said.stream().filter(it -> it.counts(held.plan)).toList();
        var people = there.stream().map(Attendance::teacher).toList();
        lock(held, people, held.had);
        var corrected = attendances.corrected(event, held.had);
        var closed = leftOut(held, people.stream().filter(it -> !corrected.contains(it)).toList());
        attendances.leaveOut(event.id(), corrected, CORRECTED);
        attendances.leaveOut(event.id(), closed, YEAR_CLOSED);
        attendances.post(event.id(), posting.ledger.post(there.stream().filter(it -> !corrected.contains(it.teacher()) && !closed.contains(it.teacher()))
            .map(it -> earning(new Earning.By(actor.teacher(), ""), held, event.nextReference(), it)).toList()));
    }

    /** Asked with his account locked. */
    private @Nullable String whyNothing(Held held, TeacherId teacher) {
        if (!attendances.corrected(held.event, List.of(teacher)).isEmpty()) {
            return CORRECTED;
        }
        return leftOut(held, List.of(teacher)).isEmpty() ? null : YEAR_CLOSED;
    }

    /**
     * Who of those who were there has nothing of it, because his year is validated. Hours that somebody had come back to whoever stood as there when it was, or was found there by an appeal; whoever had none
     * has them by an appeal alone, and only where the event was closed first before that, however often it was opened again since. Nobody validates the other years until the hours are posted.
     */
    private Set<TeacherId> leftOut(Held held, Collection<TeacherId> there) {
        var year = held.event.day().getYear();
        return leftOut(held, validated(posting.closed.stream().flatMap(it -> it.closedOrHeld(there, year).stream()).toList(), year));
    }

    private Set<TeacherId> leftOut(Held held, Map<TeacherId, Instant> validated) {
        var event = held.event;
        var stood = attendances.stood(event.id(), held.plan, validated);
        var first = events.firstClosed(event.id()).orElse(Instant.MAX);
        return validated.keySet().stream().filter(it -> held.had.contains(it) ? !stood.contains(it) && !held.found.contains(it)
            : !held.found.contains(it) || !Objects.requireNonNull(validated.get(it)).isAfter(first)).collect(Collectors.toSet());
    }

    /** Since when the person's year is validated, whose hours of it come by an appeal alone since then. */
    Optional<Instant> validated(TeacherId teacher, int year) {
        return Optional.ofNullable(validated(List.of(teacher), year).get(teacher));
    }

    private Map<TeacherId, Instant> validated(Collection<TeacherId> people, int year) {
        return posting.closed.stream().flatMap(it -> it.closedSince(people, year).entrySet().stream()).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Nobody is opened an account for nothing: of who gets none, as far as that can be told before, those he has are locked alone. What holds is asked again when they are. */
    private void lock(Held held, Collection<TeacherId> there, Collection<TeacherId> others) {
        var without = new HashSet<>(attendances.corrected(held.event, there));
        without.addAll(leftOut(held, validated(there, held.event.day().getYear())));
        posting.ledger.lock(there.stream().filter(it -> !without.contains(it)).collect(Collectors.toMap(Function.identity(), _ -> held.unit.path())),
            Stream.concat(there.stream(), others.stream()).toList());
    }

    private Held held(Event event, Plan plan, OrganizationCard unit, Set<TeacherId> found) {
        return new Held(event, plan, unit,
            new CreditRule(plan.category(), new CreditRule.Fixed(event.hours()), limits.caps(unit.path(), plan.category(), event.day().getYear())),
            attendances.had(event), found);
    }

    private static Earning earning(Earning.By by, Held held, String reference, Attendance one) {
        var event = held.event;
        return new Earning(one.teacher(), held.unit.id(), held.unit.path(), null, Earning.Place.NOWHERE, held.rule, 1, List.of(), event.hours(), SOURCE,
            reference, event.topic(), evidence(held, one), event.day(), 1, by);
    }

    private static Map<String, Object> evidence(Held held, Attendance one) {
        var evidence = new HashMap<String, Object>(Map.of("event", held.event.id().toString(), "plan", held.plan.id().toString(), "attendance", one.state().name(), "how", one.how()));
        if (held.plan.theme() != null) {
            evidence.put("theme", held.plan.theme());
        }
        if (one.isPutRight() || held.found.contains(one.teacher())) {
            evidence.put("appeal", true);
        }
        if (held.had.contains(one.teacher())) {
            evidence.put("again", true);
        }
        return evidence;
    }

    /**
     * Who stood as absent at a closed event, or of whom nothing was said, becomes one of those who were there: he has its hours unless his year was validated
     * when it was closed first, and they come into a year that was validated since as a correction does. Nobody else's are touched. Whoever asks has locked the
     * event, and decided before that he may.
     *
     * @param one as it is put right
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void admit(Actor actor, Event event, Attendance one) {
        var unit = keep.unit(event);
        var held = held(event, keep.plan(event), unit, Set.of(one.teacher()));
        lock(held, List.of(one.teacher()), List.of());
        var why = whyNothing(held, one.teacher());
        if (why != null) {
            attendances.putRight(one, actor, null, why);
            tell(event, attendances.find(one.teacher(), event.id()).stream().toList());
            return;
        }
        var receipt = posting.ledger.post(earning(new Earning.By(actor.teacher(), one.reason()), held, event.reference(), one));
        attendances.putRight(one, actor, receipt, null);
        events.sum(event.id());
        say(event, List.of(one), "granted", event.hours(), new CreditHours(receipt.credited()));
    }

    /** Those who have got hours, alike together; of a year that is closed nobody gets any, and hears so. */
    private void tell(Event event, List<Attendance> there) {
        there.stream().filter(it -> it.earned() != null).collect(Collectors.groupingBy(it -> List.of(Objects.requireNonNull(it.earned()), Objects.requireNonNull(it.credited()))))
            .forEach((hours, some) -> say(event, some, "granted", event.hours(), hours.get(1)));
        say(event, there.stream().filter(it -> YEAR_CLOSED.equals(it.leftOut())).toList(), "left-out", event.day().getYear());
    }

    /** Each hears it once for each posting. @param about arguments of the texts after the topic and the day */
    private void say(Event event, List<Attendance> to, String what, Object... about) {
        var all = Stream.concat(Stream.of(event.topic(), event.day()), java.util.Arrays.stream(about)).toArray();
        posting.send.to(to.stream().map(Attendance::teacher).toList(), Outgoing.news("study." + what, "event:" + event.reference(), "study.told." + what + ".", all)
            .leadingTo("/study/events/" + event.id()));
    }

    /**
     * What was posted is reversed with the reason; who was there may be put right then.
     *
     * @throws org.xingtan.platform.Refused also when the year of somebody who has hours of it is closed: he would not get them again
     */
    @Transactional
    public void reopen(Actor actor, UUID id, String reason) {
        var event = events.lock(id).orElseThrow(() -> new NotFound(id));
        keep.require(actor, event);
        if (event.isPlanned()) {
            return;
        }
        if (!event.isClosed()) {
            throw new Problem(409, "study.event.over");
        }
        Verdict.of(Condition.of("study.reason", KeepPlan.isReason(reason, false), 500)).orRefuse();
        var unit = keep.unit(event);
        var granted = attendances.of(id).stream().filter(it -> it.earned() != null).toList();
        var people = granted.stream().map(Attendance::teacher).toList();
        posting.ledger.hold(people);
        var closed = (int) posting.closed.stream().flatMap(it -> it.closedOrHeld(people, event.day().getYear()).stream()).distinct().count();
        Verdict.of(Condition.of("study.reopen.year-open", closed == 0, event.day().getYear(), closed)).orRefuse();
        events.reopen(id, reason, clock.instant());
        posting.reversal.takeBack(actor, people, unit, SOURCE, event.reference(), reason);
        attendances.takeBack(id);
        say(event, granted, "reopened", reason);
        keep.record(actor, "study.event.reopen", unit, event, reason);
    }
}
