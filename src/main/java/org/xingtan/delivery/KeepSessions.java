package org.xingtan.delivery;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;

/** Use cases: whoever keeps a training lays its sessions out, sets, changes and calls them off. Who takes part hears of what is changed. */
@Component
class KeepSessions {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final LocalTime EVENING = LocalTime.of(17, 0);

    private final DeliveryScope scope;
    private final Trainings trainings;
    private final Sessions sessions;
    private final Hours hours;
    private final Participants participants;
    private final Told told;

    /** When it was, and who is told. */
    @Component
    record Told(AuditTrail audit, Send send, Clock clock) {}

    KeepSessions(DeliveryScope scope, Trainings trainings, Sessions sessions, Hours hours, Participants participants, Told told) {
        this.scope = scope;
        this.trainings = trainings;
        this.sessions = sessions;
        this.hours = hours;
        this.participants = participants;
        this.told = told;
    }

    /** A session and the training it is of. */
    record Held(Session session, Training training) {}

    /** Locked until the transaction ends. @throws NotFound when it is none that the actor keeps */
    Held hold(Actor actor, UUID id) {
        var session = sessions.lock(id).orElseThrow(() -> new NotFound(id));
        return new Held(session, scope.require(actor, session.training()));
    }

    /** The same of one that is neither closed nor called off. @throws Problem otherwise */
    Held holdPlanned(Actor actor, UUID id) {
        var held = hold(actor, id);
        if (!held.session.isPlanned()) {
            throw new Problem(409, "delivery.session.over");
        }
        return held;
    }

    private Training lock(Actor actor, UUID id) {
        var training = scope.require(actor, id);
        trainings.lock(training);
        return training;
    }

    /**
     * One for each day or meeting on which there is none; place, times and hours are completed afterwards, and who takes part hears of it then: the days he knows.
     *
     * @param reason where one of them has begun already; else it may be empty
     * @return how many were made
     */
    @Transactional
    public int layOut(Actor actor, UUID id, String reason) {
        var training = lock(actor, id);
        var now = told.clock.instant();
        var made = missing(training, sessions.of(id), reason, now);
        Verdict.of(Condition.of("delivery.not-called-off", !training.calledOff()),
            Condition.of("delivery.form.past", SessionForm.isReason(reason) || reason.isEmpty() && made.stream().allMatch(Session::isSetBefore), SessionForm.LONGEST)).orRefuse();
        made.forEach(it -> sessions.add(it, secret()));
        if (!made.isEmpty()) {
            record(actor, "delivery.session.lay-out", training, Map.of("title", training.title(), "count", made.size(), "reason", reason));
        }
        return made.size();
    }

    /** Those that laying out would make: on days of a call without a session, and at meetings without one. */
    static List<Session> missing(Training training, List<Session> there, String reason, Instant now) {
        return training.spans().stream().flatMap(span -> span.days().stream().map(span::on)).map(part -> laidOut(training, part, reason, now))
            .filter(it -> there.stream().noneMatch(other -> training.isCall() ? other.isOn(it.day()) : other.overlaps(it.day(), it.starts(), it.ends()))).toList();
    }

    private static Session laidOut(Training training, Training.Span part, String reason, Instant now) {
        var day = part.from().toLocalDate();
        var starts = training.isCall() ? MORNING : part.from().toLocalTime();
        var begun = day.atTime(starts).atZone(Window.ZONE).toInstant().isBefore(now);
        return new Session(Uuids.next(), training.id(), day, starts, training.isCall() ? EVENING : part.to().toLocalTime(),
            "", training.title(), CreditHours.ZERO, Session.State.PLANNED, 1, 0, null, begun ? reason : "", now);
    }

    private static byte[] secret() {
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** Everything that is wrong with it. @param of the session that is changed; null for a new one */
    Verdict verdict(Training training, SessionForm form, @Nullable UUID of) {
        var all = sessions.of(training.id());
        var before = all.stream().filter(it -> it.id().equals(of)).findFirst().orElse(null);
        var others = all.stream().filter(it -> !it.id().equals(of)).toList();
        var day = form.on().map(it -> hours.day(training, it)).orElse(CreditHours.ZERO);
        return form.verdict(new SessionForm.Asked(training, hours.bound(training), others, day, before, before != null && sessions.isAttended(before.id()), told.clock.instant()));
    }

    /**
     * The same form again is the same session. Who takes part hears of it as long as it is not over.
     *
     * @param made with the form
     * @throws org.xingtan.platform.Refused with everything that is not as it must be
     */
    @Transactional
    public UUID set(Actor actor, UUID id, UUID made, SessionForm form) {
        var training = lock(actor, id);
        var before = sessions.find(made);
        if (before.isPresent()) {
            return before.filter(it -> it.training().equals(id)).orElseThrow(() -> new NotFound(made)).id();
        }
        Verdict.of(Condition.of("delivery.not-called-off", !training.calledOff())).orRefuse();
        verdict(training, form, null).orRefuse();
        var session = form.session(made, id, told.clock.instant());
        sessions.add(session, secret());
        tellIfToCome(session, training, "set");
        record(actor, "delivery.session.set", training, about(session));
        return made;
    }

    /** The same again changes nothing. Who takes part hears when and where it is, as long as it is not over. */
    @Transactional
    public void change(Actor actor, UUID id, SessionForm form) {
        lock(actor, sessions.find(id).orElseThrow(() -> new NotFound(id)).training());
        var held = holdPlanned(actor, id);
        verdict(held.training, form, id).orRefuse();
        if (form.says(held.session)) {
            return;
        }
        var changed = form.session(id, held.training.id(), form.moves(held.session) ? told.clock.instant() : held.session.setAt());
        sessions.change(changed);
        if (changed.isElsewhere(held.session)) {
            tellIfToCome(sessions.find(id).orElseThrow(), held.training, held.session.isDraft() ? "set" : "changed");
        }
        record(actor, "delivery.session.change", held.training, about(changed));
    }

    /** What was called off stays so. What was closed once is opened again and put right instead: hours that people had of it would be lost without a word. */
    @Transactional
    public void cancel(Actor actor, UUID id, String reason) {
        if (hold(actor, id).session.state() == Session.State.CANCELED) {
            return;
        }
        var held = holdPlanned(actor, id);
        Verdict.of(Condition.of("delivery.cancel.never-closed", held.session.posting() == 0),
            Condition.of("delivery.cancel.granted", !sessions.hasGranted(id)),
            Condition.of("delivery.reason", SessionForm.isReason(reason), SessionForm.LONGEST)).orRefuse();
        sessions.cancel(id, reason);
        tell(sessions.find(id).orElseThrow(), held.training, "canceled");
        record(actor, "delivery.session.cancel", held.training, about(held.session));
    }

    /** How who comes late is taken; it holds for what is closed from now on. */
    @Transactional
    public void rule(Actor actor, UUID id, String minutes, boolean lateCounts) {
        var training = lock(actor, id);
        Verdict.of(Condition.of("delivery.rule.minutes", minutes.matches("[0-9]{1,3}") && Integer.parseInt(minutes) <= 120)).orRefuse();
        var rule = new Training.Rule(Integer.parseInt(minutes), lateCounts);
        if (!rule.equals(training.rule())) {
            trainings.rule(id, rule);
            record(actor, "delivery.rule", training, Map.of("title", training.title(), "minutes", rule.lateMinutes(), "counts", lateCounts));
        }
    }

    private void tellIfToCome(Session session, Training training, String what) {
        if (session.over().isAfter(told.clock.instant())) {
            tell(session, training, what);
        }
    }

    private void tell(Session session, Training training, String what) {
        var when = new Localized(Dates.days(session.day(), session.day()).chinese() + " " + session.starts() + "–" + session.ends(),
            Dates.days(session.day(), session.day()).in(java.util.Locale.ENGLISH) + " " + session.starts() + "–" + session.ends());
        told.send.to(participants.of(training, List.of()).stream().map(Participants.Participant::teacher).toList(),
            Outgoing.official("delivery." + what, "session:" + session.id() + "/" + session.revision(), "delivery.told." + what + ".",
                training.title(), when, session.place().isEmpty() ? "–" : session.place(), session.reason().isEmpty() ? "–" : session.reason())
                .leadingTo("/delivery/sessions/" + session.id()));
    }

    private static Map<String, Object> about(Session session) {
        return Map.of("session", session.id().toString(), "title", session.topic(), "day", session.day().toString(), "reason", session.reason());
    }

    void record(Actor actor, String act, Training training, Map<String, Object> facts) {
        told.audit.record(actor, act, "program:" + training.program(), training.owner().path(), null, facts);
    }

    /** The same of a session. */
    void record(Actor actor, String act, Held held, String reason) {
        record(actor, act, held.training, Map.of("session", held.session.id().toString(), "title", held.session.topic(), "day", held.session.day().toString(), "reason", reason));
    }

    /** Those who take part. */
    List<Participants.Participant> people(Held held) {
        return participants.of(held.training, List.of(held.session.id()));
    }
}
