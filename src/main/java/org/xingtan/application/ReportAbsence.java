package org.xingtan.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.application.Application.Act;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Application.State;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.enrollment.Enroll;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use case: whoever keeps the list says that somebody who was admitted did not come, or that there was a reason for it. */
@Service
public class ReportAbsence {

    private final KeepCall keep;
    private final Calls calls;
    private final Applications applications;
    private final Apply.Around around;
    private final ReviewApplication.Telling telling;
    private final Clock clock;

    ReportAbsence(KeepCall keep, Calls calls, Applications applications, Apply.Around around, ReviewApplication.Telling telling, Clock clock) {
        this.keep = keep;
        this.calls = calls;
        this.applications = applications;
        this.around = around;
        this.telling = telling;
        this.clock = clock;
    }

    /**
     * Said already is said.
     *
     * @throws org.xingtan.platform.NotFound when it is not of a call of the actor's
     * @throws org.xingtan.platform.Refused before the training has begun, when he has completed it or was seen there, or without a reason
     */
    @Transactional
    public void absent(Actor actor, UUID id, @Nullable String reason) {
        absent(actor, id, reason, clock.instant());
    }

    @Transactional
    void absent(Actor actor, UUID id, @Nullable String typed, Instant now) {
        var chain = lock(actor, id, now);
        var one = chain.application();
        if (one.state() == State.ABSENT) {
            return;
        }
        var call = calls.current(one.program());
        miss(call, actor, one, typed, now);
        record(call, actor, chain, Act.ABSENT, typed, now);
    }

    /** As whoever decides an appeal has found, in its transaction: there was a reason. Excused meanwhile is excused. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overrule(Actor actor, UUID id, String reason) {
        var now = clock.instant();
        var chain = lock(id, now);
        var one = chain.application();
        if (one.state() == State.ABSENT) {
            var call = calls.current(one.program());
            applications.move(one.with(State.RESIGNED, one.passed()), one.unit(), TrainingDays.NONE, now);
            applications.record(one, actor, Applications.Acted.at(Act.APPEALED, Level.CITY, call.last().id(), ReviewRules.cut(reason)), now);
            telling.record(actor, "application.absence.appeal", chain, Map.of("title", call.title(), "reason", ReviewRules.cut(reason)));
        }
    }

    /** He gave up then, and nothing follows from it. Said already is said. */
    @Transactional
    public void excuse(Actor actor, UUID id, @Nullable String typed) {
        var now = clock.instant();
        var chain = lock(actor, id, now);
        var one = chain.application();
        if (one.state() == State.RESIGNED) {
            return;
        }
        var call = calls.current(one.program());
        if (one.state() == State.ADMITTED) {
            miss(call, actor, one, typed, now);
        } else {
            Verdict.of(Condition.of("application.was-absent", one.state() == State.ABSENT),
                ofAnother(one, actor.teacher()), reason(typed)).orRefuse();
        }
        applications.move(one.with(State.RESIGNED, one.passed()), one.unit(), TrainingDays.NONE, now);
        record(call, actor, chain, Act.EXCUSED, typed, now);
    }

    /** Whoever is admitted has missed the training, and does not take part any more, whatever of it he has opened. */
    private void miss(Call call, Actor actor, Application one, @Nullable String typed, Instant now) {
        var first = call.terms().training().first();
        var completed = around.persons().completed(call.program(), List.of(one.teacher())).get(one.teacher());
        Verdict.of(Condition.of("application.admitted", call.isListed() && one.state() == State.ADMITTED), ofAnother(one, actor.teacher()),
            first == null ? Condition.of("application.days-set", false) : Condition.of("application.begun", !LocalDate.ofInstant(now, Window.ZONE).isBefore(first), first),
            notCompleted(completed), notSeen(around.seen(call.program(), List.of(one.teacher())).contains(one.teacher())), reason(typed)).orRefuse();
        applications.move(one.with(State.ABSENT, one.passed()), one.unit(), TrainingDays.NONE, now);
        around.enroll().end(new Enroll.Leaving(one.teacher(), call.program(), one.submittedAt()));
    }

    /** As the list asks beside somebody's name; null as long as nobody can have missed anything. @param seen all who were there in person */
    static @Nullable Verdict shown(Call call, Application one, TeacherId reader, @Nullable CreditHours completed, Set<TeacherId> seen, Instant now) {
        return one.state() == State.ABSENT ? Verdict.of(ofAnother(one, reader))
            : call.isBegunFor(one.state(), now) ? Verdict.of(ofAnother(one, reader), notCompleted(completed), notSeen(seen.contains(one.teacher()))) : null;
    }

    /** Nobody says it of himself. */
    static Condition ofAnother(Application one, TeacherId by) {
        return Condition.of("application.of-another", !one.teacher().equals(by));
    }

    /** Whoever has completed the training was there. @param hours what it has brought him; null for who has not */
    static Condition notCompleted(@Nullable CreditHours hours) {
        return hours == null ? Condition.of("application.not-completed", true) : Condition.of("application.completed-already", false, hours);
    }

    /** Nor was whoever somebody has seen there. */
    static Condition notSeen(boolean seen) {
        return Condition.of("application.not-seen", !seen);
    }

    private void record(Call call, Actor actor, Chain chain, Act act, @Nullable String typed, Instant now) {
        var one = chain.application();
        applications.record(one, actor, Applications.Acted.at(act, Level.CITY, call.last().id(), text(typed)), now);
        telling.tell(call, chain, act == Act.ABSENT ? "absent" : "excused", one.id(), text(typed));
        telling.record(actor, act == Act.ABSENT ? "application.absent" : "application.excuse", chain, Map.of("title", call.title(), "reason", text(typed)));
    }

    private Chain lock(Actor actor, UUID id, Instant now) {
        keep.requireList(actor, applications.chain(applications.owner(id), id, now).application().program());
        return lock(id, now);
    }

    private Chain lock(UUID id, Instant now) {
        var teacher = applications.owner(id);
        var program = applications.chain(teacher, id, now).application().program();
        calls.lock(program);
        around.people().hold(teacher);
        around.enroll().hold(List.of(teacher));
        // Who has begun may be completing it at this moment: he is waited for.
        around.participations().find(teacher, program).ifPresent(it -> around.participations().lock(it.teacher(), it.program()));
        applications.lock(teacher, id);
        return applications.chain(teacher, id, now);
    }

    private static Condition reason(@Nullable String typed) {
        return Condition.of("application.reason", !text(typed).isEmpty() && text(typed).length() <= ReviewRules.LONGEST_REASON, ReviewRules.LONGEST_REASON);
    }

    private static String text(@Nullable String typed) {
        return typed == null || !StorableText.is(typed) ? "" : StorableText.line(typed);
    }
}
