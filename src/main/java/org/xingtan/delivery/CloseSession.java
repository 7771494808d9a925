package org.xingtan.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
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
import org.xingtan.directory.Organizations;
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

/**
 * Use cases: a session is closed, who had to be there and is without a word is absent, and the hours of all who were there are posted with it; opened again, they are taken back. Done
 * again, nothing changes.
 */
@Component
class CloseSession {

    /** What the ledger knows them by; the reference is the session. */
    static final String SOURCE = "delivery";

    static final String YEAR_CLOSED = "YEAR_CLOSED";
    /** Somebody has put the hours of an earlier closing right in the ledger: as they stand there they stay. */
    private static final String CORRECTED = "CORRECTED";

    private final KeepSessions keep;
    private final Sessions sessions;
    private final Attendances attendances;
    private final Hours hours;
    private final Posting posting;
    private final Clock clock;

    /** Where hours go, and what may stand against it. */
    @Component
    record Posting(Ledger ledger, ReverseEntry reversal, ObjectProvider<YearClosed> closed, Organizations organizations, Leaves leaves, Send send) {}

    CloseSession(KeepSessions keep, Sessions sessions, Attendances attendances, Hours hours, Posting posting, Clock clock) {
        this.keep = keep;
        this.sessions = sessions;
        this.attendances = attendances;
        this.hours = hours;
        this.posting = posting;
        this.clock = clock;
    }

    /**
     * A session whose hours are posted, by what they are counted, and in which units people count.
     *
     * @param had   who has ever had hours of it
     * @param found whom an appeal has found there
     */
    private record Closing(Session session, Training training, CreditRule rule, Map<TeacherId, Participants.Participant> people, Set<TeacherId> had, Set<TeacherId> found) {}

    /**
     * What is said of a session and who takes part in it, as closing it asks.
     *
     * @param all   sessions of its training
     * @param bound what the training has room for by now
     */
    record Said(Session session, Training training, List<Session> all, DeliveryView.Bound bound, List<Attendance> there, List<Leave> leaves, Collection<Participants.Participant> people) {

        /** How many wait for an answer; what somebody asked who has left since is in nobody's way. */
        private int asking() {
            var taking = people.stream().filter(Participants.Participant::takesPart).map(Participants.Participant::teacher).collect(Collectors.toSet());
            return (int) leaves.stream().filter(it -> it.isAsked() && taking.contains(it.teacher())).count();
        }
    }

    /** Whether it may be closed: the same verdict is shown and decides. What was asked when it was set is asked again: days and lessons may have changed since. */
    static Verdict verdict(Said said, Instant now) {
        var session = said.session;
        var training = said.training;
        var used = Session.sum(said.all);
        return Verdict.of(
            Condition.of("delivery.close.over", !now.isBefore(session.over()), session.over()),
            Condition.of("delivery.close.somebody", said.session.posting() > 0 || said.there.stream().anyMatch(it -> it.state().isThere())),
            Condition.of("delivery.close.leave", said.asking() == 0, said.asking()),
            Condition.of("delivery.close.held", training.holds(session)),
            Condition.of("delivery.form.when", training.covers(session.day(), session.starts(), session.ends()), training.when()),
            Condition.of("delivery.close.room", session.hours().equals(CreditHours.ZERO) || used.compareTo(said.bound.room()) <= 0, used, said.bound.room(), said.bound.all(), said.bound.lessons()));
    }

    /** @throws org.xingtan.platform.Refused with every condition */
    @Transactional
    public void close(Actor actor, UUID id) {
        var held = keep.hold(actor, id);
        var session = held.session();
        if (session.isClosed()) {
            return;
        }
        if (!session.isPlanned()) {
            throw new Problem(409, "delivery.session.over");
        }
        var now = clock.instant();
        var people = keep.people(held).stream().collect(Collectors.toMap(Participants.Participant::teacher, Function.identity()));
        var training = held.training();
        var bound = hours.bound(training);
        verdict(new Said(session, training, sessions.of(training.id()), bound, attendances.of(id), posting.leaves.of(id), people.values()), now).orRefuse();
        attendances.setSilent(people.values().stream().filter(it -> it.hadToBeAt(session)).map(Participants.Participant::teacher).toList(),
            new Attendances.Word(id, Attendance.State.ABSENT, "CLOSING", ""), actor, now);
        post(actor, closing(held, people, attendances.granted(id)), attendances.of(id));
        // No earlier than the years were held: what was validated before that was validated before this.
        sessions.close(id, session.posting() + 1, training.rule(), actor, clock.instant());
        tell(new KeepSessions.Held(sessions.find(id).orElseThrow(), training), attendances.of(id));
        keep.record(actor, "delivery.session.close", held, "");
    }

    private Closing closing(KeepSessions.Held held, Map<TeacherId, Participants.Participant> people, Set<TeacherId> found) {
        var session = held.session();
        var training = held.training();
        return new Closing(session, training, new CreditRule(hours.bound(training).category(), new CreditRule.Fixed(session.hours()), hours.caps(training, session.day())), people,
            attendances.had(session), found);
    }

    /** All at once: as many statements for thousands as for two. What somebody has put right in the ledger stays, as whatever he is noted by now. */
    private void post(Actor actor, Closing closing, List<Attendance> said) {
        var session = closing.session;
        var there = said.stream().filter(it -> it.counts(closing.training.rule()) && session.hours().hundredths() > 0).toList();
        var people = there.stream().map(Attendance::teacher).toList();
        lock(closing, people, closing.had);
        var corrected = attendances.corrected(session, closing.had);
        var closed = leftOut(closing, people.stream().filter(it -> !corrected.contains(it)).toList());
        attendances.leaveOut(session.id(), corrected, CORRECTED);
        attendances.leaveOut(session.id(), closed, YEAR_CLOSED);
        attendances.post(session.id(), posting.ledger.post(there.stream().filter(it -> !corrected.contains(it.teacher()) && !closed.contains(it.teacher()))
            .map(it -> earning(new Earning.By(actor.teacher(), ""), closing, session.nextReference(), it)).toList()));
    }

    /**
     * Who of those who were there has nothing of it, because his year is validated. Hours that somebody had come back to whoever stood as there when it was, or was found there by an appeal; whoever had none
     * has them by an appeal alone, and only where the session was closed first before that, however often it was opened again since. Nobody validates the other years until the hours are posted.
     */
    private Set<TeacherId> leftOut(Closing closing, Collection<TeacherId> there) {
        var year = closing.session.day().getYear();
        return leftOut(closing, validated(posting.closed.stream().flatMap(it -> it.closedOrHeld(there, year).stream()).toList(), year));
    }

    private Set<TeacherId> leftOut(Closing closing, Map<TeacherId, Instant> validated) {
        var session = closing.session;
        var stood = attendances.stood(session.id(), closing.training.rule(), validated);
        var first = sessions.firstClosed(session.id()).orElse(Instant.MAX);
        return validated.keySet().stream().filter(it -> closing.had.contains(it) ? !stood.contains(it) && !closing.found.contains(it)
            : !closing.found.contains(it) || !Objects.requireNonNull(validated.get(it)).isAfter(first)).collect(Collectors.toSet());
    }

    /** Since when the person's year is validated, whose hours of it come by an appeal alone since then. */
    Optional<Instant> validated(TeacherId teacher, int year) {
        return Optional.ofNullable(validated(List.of(teacher), year).get(teacher));
    }

    private Map<TeacherId, Instant> validated(Collection<TeacherId> people, int year) {
        return posting.closed.stream().flatMap(it -> it.closedSince(people, year).entrySet().stream()).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Nobody is opened an account for nothing: of who gets none, as far as that can be told before, those he has are locked alone. What holds is asked again when they are. */
    private void lock(Closing closing, Collection<TeacherId> there, Collection<TeacherId> others) {
        var without = new HashSet<>(attendances.corrected(closing.session, there));
        without.addAll(leftOut(closing, validated(there, closing.session.day().getYear())));
        posting.ledger.lock(there.stream().filter(it -> !without.contains(it)).collect(Collectors.toMap(Function.identity(), it -> Objects.requireNonNull(closing.people.get(it)).path())),
            Stream.concat(there.stream(), others.stream()).toList());
    }

    private static Earning earning(Earning.By by, Closing closing, String reference, Attendance one) {
        var session = closing.session;
        var of = Objects.requireNonNull(closing.people.get(one.teacher()));
        var evidence = new HashMap<String, Object>(Map.of("session", session.id().toString(), "training", closing.training.id().toString(),
            "program", closing.training.program().toString(), "attendance", one.state().name(), "how", one.how()));
        if (one.isPutRight() || closing.found.contains(one.teacher())) {
            evidence.put("appeal", true);
        }
        if (closing.had.contains(one.teacher())) {
            evidence.put("again", true);
        }
        return new Earning(one.teacher(), of.unit(), of.path(), null, Earning.Place.NOWHERE, closing.rule, 1, List.of(), session.hours(), SOURCE,
            reference, closing.training.title() + " · " + session.topic(), evidence, session.day(), 1, by);
    }

    /**
     * Who stood as absent at a closed session, or as there without hours, becomes one of those who were there in full: he has its hours unless his year was validated when it was closed first,
     * and they come into a year that was validated since as a correction does. Nobody else's are touched. Whoever asks has locked the session, and decided before that he may.
     *
     * @param one as it is put right
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void admit(Actor actor, KeepSessions.Held held, Attendance one) {
        var session = held.session();
        var closing = closing(held, keep.people(held).stream().collect(Collectors.toMap(Participants.Participant::teacher, Function.identity())), Set.of(one.teacher()));
        lock(closing, session.hours().equals(CreditHours.ZERO) ? List.of() : List.of(one.teacher()), List.of(one.teacher()));
        var why = whyNothing(closing, one);
        var receipt = why != null || session.hours().equals(CreditHours.ZERO) ? null
            : posting.ledger.post(earning(new Earning.By(actor.teacher(), one.reason()), closing, session.reference(), one));
        attendances.putRight(one, actor, receipt, why);
        sessions.count(session.id());
        tell(held, attendances.find(one.teacher(), session.id()).stream().toList());
    }

    private @Nullable String whyNothing(Closing closing, Attendance one) {
        if (!attendances.corrected(closing.session, List.of(one.teacher())).isEmpty()) {
            return CORRECTED;
        }
        return leftOut(closing, List.of(one.teacher())).isEmpty() ? null : YEAR_CLOSED;
    }

    /** Who got hours, alike together; whose year is closed; and what stands against somebody, who may want to appeal. */
    private void tell(KeepSessions.Held held, List<Attendance> there) {
        there.stream().filter(it -> it.posted() != null).collect(Collectors.groupingBy(it -> Objects.requireNonNull(it.posted())))
            .forEach((posted, some) -> say(held, some, "granted", posted.earned(), posted.credited()));
        say(held, there.stream().filter(it -> YEAR_CLOSED.equals(it.leftOut())).toList(), "left-out", held.session().day().getYear());
        say(held, there.stream().filter(it -> it.state() == Attendance.State.ABSENT).toList(), "absent");
        var without = held.session().hours().equals(CreditHours.ZERO) ? List.<Attendance>of() : there.stream().filter(it -> it.posted() == null && it.leftOut() == null).toList();
        say(held, without.stream().filter(it -> it.state() == Attendance.State.LATE).toList(), "late");
        say(held, without.stream().filter(it -> it.state() == Attendance.State.LEFT_EARLY).toList(), "left-early");
    }

    /** Each hears it once for each posting. @param about arguments of the texts after the training, the topic and the day */
    private void say(KeepSessions.Held held, List<Attendance> to, String what, Object... about) {
        var session = held.session();
        var all = Stream.concat(Stream.of(held.training().title(), session.topic(), session.day()), Arrays.stream(about)).toArray();
        posting.send.to(to.stream().map(Attendance::teacher).toList(), Outgoing.news("delivery." + what, "session:" + session.reference(), "delivery.told." + what + ".", all)
            .leadingTo("/delivery/sessions/" + session.id()));
    }

    /**
     * What was posted is reversed with the reason; who was there may be put right then.
     *
     * @throws org.xingtan.platform.Refused also when the year of somebody who has hours of it is closed: he would not get them again
     */
    @Transactional
    public void reopen(Actor actor, UUID id, String reason) {
        var held = keep.hold(actor, id);
        var session = held.session();
        if (session.isPlanned()) {
            return;
        }
        if (!session.isClosed()) {
            throw new Problem(409, "delivery.session.over");
        }
        Verdict.of(Condition.of("delivery.reason", SessionForm.isReason(reason), SessionForm.LONGEST)).orRefuse();
        var unit = posting.organizations.find(held.training().owner().id()).orElseThrow(() -> new NotFound(id));
        var there = attendances.of(id);
        var granted = there.stream().filter(it -> it.posted() != null).toList();
        var people = granted.stream().map(Attendance::teacher).toList();
        posting.ledger.hold(people);
        var closed = (int) posting.closed.stream().flatMap(it -> it.closedOrHeld(people, session.day().getYear()).stream()).distinct().count();
        Verdict.of(Condition.of("delivery.reopen.year-open", closed == 0, session.day().getYear(), closed)).orRefuse();
        sessions.reopen(id, reason, clock.instant());
        posting.reversal.takeBack(actor, people, unit, SOURCE, session.reference(), reason);
        attendances.takeBack(id);
        say(held, granted, "reopened");
        keep.record(actor, "delivery.session.reopen", held, reason);
    }
}
