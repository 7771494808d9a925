package org.xingtan.application;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.application.Application.Act;
import org.xingtan.application.Application.State;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.People;
import org.xingtan.document.DocumentId;
import org.xingtan.enrollment.Enroll;
import org.xingtan.enrollment.Participations;
import org.xingtan.enrollment.SeenInPerson;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Candidate;

/** Use case: somebody applies to a training, corrects what was returned, takes it back, or gives up that he was admitted. */
@Service
public class Apply {

    static final int SHORTEST = 10;
    static final int LONGEST = 2000;

    /**
     * What is sent.
     *
     * @param id          made with the form, so that the same form makes one application; null for a new one
     * @param attachments null for those that are there, none of a new one
     */
    public record Submission(@Nullable UUID id, String statement, @Nullable List<DocumentId> attachments) {

        public Submission {
            statement = statement.strip();
        }

        Condition condition() {
            var length = statement.codePointCount(0, statement.length());
            return Condition.of("application.statement", StorableText.is(statement) && length >= SHORTEST && length <= LONGEST, SHORTEST, LONGEST);
        }
    }

    private final Calls calls;
    private final Applications applications;
    private final PersonRules rules;
    private final Attachments attachments;
    private final Around around;
    private final Clock clock;

    Apply(Calls calls, Applications applications, PersonRules rules, Attachments attachments, Around around, Clock clock) {
        this.calls = calls;
        this.applications = applications;
        this.rules = rules;
        this.attachments = attachments;
        this.around = around;
        this.clock = clock;
    }

    /** What an application has to do with: where people are, and what they take part in. */
    @Component
    record Around(People people, Organizations organizations, Participations participations, Enroll enroll, PersonRules persons, AuditTrail trail,
                  ObjectProvider<SeenInPerson> inPerson) {

        /** Who of them was there in person. */
        Set<TeacherId> seen(ProgramId program, Collection<TeacherId> people) {
            return inPerson.stream().flatMap(it -> it.seen(program, people).stream()).collect(Collectors.toSet());
        }

        /** The unit that decides first about somebody who works there. */
        OrganizationId school(Candidate candidate) {
            var unit = Objects.requireNonNull(candidate.organization());
            return "TEACHING_POINT".equals(candidate.organizationKind()) ? organizations.find(unit).map(it -> Objects.requireNonNullElse(it.parent(), unit)).orElse(unit) : unit;
        }
    }

    /** @throws NotFound when it is not published, or of an authority that is not above him */
    Call call(TeacherId teacher, ProgramId program) {
        var call = calls.current(program);
        if (!call.isOfferedTo(rules.candidate(teacher).organizationPath())) {
            throw new NotFound(program);
        }
        return call;
    }

    /** Whether somebody may apply now: all there is to say against it. */
    Verdict verdict(Call call, TeacherId teacher, Instant now) {
        var conditions = new ArrayList<Condition>();
        conditions.add(call.when(now));
        conditions.add(Condition.of("application.not-listed", !call.isListed()));
        if (call.cancelled() != null) {
            conditions.add(call.notCancelled());
        }
        conditions.add(Condition.of("application.once", applications.live(teacher, call.program(), now).isEmpty()
            && around.participations.find(teacher, call.program()).isEmpty()));
        conditions.addAll(rules.conditions(call, teacher, now));
        return Verdict.of(conditions);
    }

    /**
     * @throws NotFound when there is no such call for him
     * @throws Refused with everything that stands against it
     */
    @Transactional
    public Application apply(Actor actor, ProgramId program, Submission submission) {
        return apply(actor, program, submission, clock.instant());
    }

    @Transactional
    Application apply(Actor actor, ProgramId program, Submission submission, Instant now) {
        var call = call(actor.teacher(), program);
        var returned = applications.live(actor.teacher(), program, now).map(Chain::application).filter(it -> it.state() == State.RETURNED && submission.id() == null);
        if (returned.isPresent()) {
            return corrected(actor, returned.get(), submission, now);
        }
        var before = again(actor, program, submission, null, now);
        if (before.isEmpty()) {
            call = calls.hold(program);
            around.people.lock(actor.teacher());
            before = again(actor, program, submission, call, now);
        }
        if (before.isPresent()) {
            return before.get();
        }
        var conditions = new ArrayList<>(verdict(call, actor.teacher(), now).conditions());
        conditions.add(submission.condition());
        Verdict.of(conditions).orRefuse();
        var candidate = rules.candidate(actor.teacher());
        var one = new Application(actor.teacher(), submission.id() == null ? Uuids.next() : submission.id(), program, submission.statement(),
            State.SUBMITTED, around.school(candidate), candidate.subject(), Application.Passed.NOBODY, null, now);
        if (!applications.add(one)) {
            throw new Refused("application.once");
        }
        attachments.set(one.teacher(), one.id(), Objects.requireNonNullElse(submission.attachments(), List.of()));
        applications.record(one, actor, Applications.Acted.own(Act.SUBMITTED, ""), now);
        around.trail.record(actor, "application.submit", "teacher:" + actor.teacher(), candidate.organizationPath(), null, Map.of("title", call.title()));
        return one;
    }

    /** What was returned and is sent anew, by whoever knows of no form: what says the same is the one that was returned, on its way for a second time. */
    private Application corrected(Actor actor, Application returned, Submission submission, Instant now) {
        var same = returned.statement().equals(submission.statement())
            && (submission.attachments() == null || attachments.are(actor.teacher(), returned.id(), submission.attachments()));
        if (same) {
            return returned;
        }
        correct(actor, returned.id(), submission, now);
        return applications.chain(actor.teacher(), returned.id(), now).application();
    }

    /** What is there when the same form comes once more, or what still waits and says the same. */
    private Optional<Application> again(Actor actor, ProgramId program, Submission submission, @Nullable Call held, Instant now) {
        var before = applications.live(actor.teacher(), program, now).map(Chain::application)
            .filter(it -> it.id().equals(submission.id()) || it.state() == State.SUBMITTED && it.statement().equals(submission.statement()));
        before.ifPresent(it -> {
            Verdict.of(Condition.of("application.text-stays", it.statement().equals(submission.statement()))).orRefuse();
            replacePapers(actor, it.id(), submission, held, now);
        });
        return before;
    }

    /**
     * What is sent again with other papers is not the same: they replace those before, as long as nobody has decided since it was sent.
     *
     * @param held the call, when nobody decides about it already: who holds the person waits for no call any more
     */
    private void replacePapers(Actor actor, UUID id, Submission submission, @Nullable Call held, Instant now) {
        if (submission.attachments() == null || attachments.are(actor.teacher(), id, submission.attachments())) {
            return;
        }
        var call = held == null ? lock(actor, id, now) : held;
        applications.lock(actor.teacher(), id);
        var chain = applications.chain(actor.teacher(), id, now);
        var untouched = chain.application().state() == State.SUBMITTED && Chain.isUntouched(applications.history(actor.teacher(), id));
        Verdict.of(Condition.of("application.not-listed", !call.isListed()), chain.inTime(call, now), Condition.of("application.untouched", untouched)).orRefuse();
        attachments.set(actor.teacher(), id, submission.attachments());
        applications.record(chain.application(), actor, Applications.Acted.own(Act.CORRECTED, ""), now);
        around.trail.record(actor, "application.correct", "teacher:" + actor.teacher(), chain.school().path(), null, Map.of("title", call.title()));
    }

    /**
     * After a return: it goes back to whoever returned it. What passed before stays passed.
     *
     * @throws NotFound when it is not his
     * @throws Refused when nothing was returned, or too late
     */
    @Transactional
    public void correct(Actor actor, UUID id, Submission submission) {
        correct(actor, id, submission, clock.instant());
    }

    @Transactional
    void correct(Actor actor, UUID id, Submission submission, Instant now) {
        var call = lock(actor, id, now);
        var chain = applications.chain(actor.teacher(), id, now);
        if (chain.application().state() == State.SUBMITTED && chain.application().statement().equals(submission.statement())) {
            replacePapers(actor, id, submission, call, now);
            return;
        }
        Verdict.of(Condition.of("application.returned", chain.application().state() == State.RETURNED), Condition.of("application.not-listed", !call.isListed()),
            chain.inTime(call, now), submission.condition()).orRefuse();
        applications.correct(chain.application(), submission.statement());
        if (submission.attachments() != null) {
            attachments.set(actor.teacher(), id, submission.attachments());
        }
        applications.record(chain.application(), actor, Applications.Acted.own(Act.CORRECTED, ""), now);
        around.trail.record(actor, "application.correct", "teacher:" + actor.teacher(), chain.school().path(), null, Map.of("title", call.title()));
    }

    /**
     * Taken back already is taken back.
     *
     * @param reason why an admission is given up; null for a program that knows of none
     * @throws NotFound when it is not his
     * @throws Refused when it was rejected, he has begun to learn, the training of a published list has begun, or without a reason
     */
    @Transactional
    public void withdraw(Actor actor, UUID id, @Nullable String reason) {
        withdraw(actor, id, reason, clock.instant());
    }

    @Transactional
    void withdraw(Actor actor, UUID id, @Nullable String reason, Instant now) {
        var call = lock(actor, id, now);
        var chain = applications.chain(actor.teacher(), id, now);
        var one = chain.application();
        if (one.state() == State.WITHDRAWN || one.state() == State.RESIGNED) {
            return;
        }
        var gaveUp = one.state() == State.ADMITTED && call.isListed();
        var why = gaveUp && reason != null ? KeepCall.text(reason) : "";
        var started = around.participations.find(actor.teacher(), one.program()).filter(it -> it.startedAt() != null).isPresent();
        var conditions = new ArrayList<>(List.of(
            Condition.of("application.withdrawable", one.state() != State.REJECTED && one.state() != State.ABSENT),
            Condition.of("application.not-started", one.state() != State.ADMITTED || !started),
            call.notBegun(one.state(), now)));
        if (gaveUp && reason != null) {
            conditions.add(Condition.of("application.reason", ReviewRules.isReason(why, true), ReviewRules.LONGEST_REASON));
        }
        Verdict.of(conditions).orRefuse();
        applications.move(one.with(gaveUp ? State.RESIGNED : State.WITHDRAWN, one.passed()), one.unit(), TrainingDays.NONE, now);
        if (gaveUp) {
            around.enroll.leave(List.of(new Enroll.Leaving(actor.teacher(), one.program(), one.submittedAt())));
        }
        applications.record(one, actor, Applications.Acted.own(gaveUp ? Act.RESIGNED : Act.WITHDRAWN, why), now);
        around.trail.record(actor, "application.withdraw", "teacher:" + actor.teacher(), chain.school().path(), Map.of("state", one.state().name()),
            Map.of("state", gaveUp ? State.RESIGNED.name() : State.WITHDRAWN.name(), "title", call.title(), "reason", why));
    }

    /**
     * The call, the person, what he takes part in, and his application, in this order, as everybody does: whoever brings people into another unit
     * holds them before what they take part in and have applied for.
     *
     * @throws NotFound when it is not his
     */
    private Call lock(Actor actor, UUID id, Instant now) {
        var call = calls.lock(applications.chain(actor.teacher(), id, now).application().program());
        around.people.hold(actor.teacher());
        around.enroll.hold(List.of(actor.teacher()));
        applications.lock(actor.teacher(), id);
        return call;
    }
}
