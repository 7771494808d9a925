package org.xingtan.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.People;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * Applications and what became of them, as they came about, in the caller's transaction. Everything is decided as anybody's at that instant:
 * what was not allowed then is refused. Instants come in their order.
 */
@Component
public class LoadApplications {

    private final Apply apply;
    private final ReviewApplication review;
    private final KeepList lists;
    private final ReportAbsence absences;
    private final DefineCall define;
    private final People people;

    LoadApplications(Apply apply, ReviewApplication review, KeepList lists, ReportAbsence absences, DefineCall define, People people) {
        this.apply = apply;
        this.review = review;
        this.lists = lists;
        this.absences = absences;
        this.define = define;
        this.people = people;
    }

    /** The call is seen by teachers from that instant on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(ProgramId program, Instant at) {
        define.publish(program, at);
    }

    /** @return id of the application */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID submit(TeacherId teacher, ProgramId program, String statement, Instant at) {
        return apply.apply(actor(teacher), program, new Apply.Submission(null, statement, List.of()), at).id();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void correct(TeacherId teacher, UUID application, String statement, List<DocumentId> attachments, Instant at) {
        apply.correct(actor(teacher), application, new Apply.Submission(null, statement, attachments), at);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(TeacherId teacher, UUID application, Instant at) {
        apply.withdraw(actor(teacher), application, null, at);
    }

    /** @param by somebody who is appointed to the unit with which it lies @return id of the review */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID review(TeacherId by, UUID application, Decision decision, String reason, Instant at) {
        return review.review(actor(by), application, decision, reason, at).id();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void undo(TeacherId by, UUID review, Instant at) {
        this.review.undo(actor(by), review, at);
    }

    /** Publishes who is admitted: from then on they take part. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void list(TeacherId by, ProgramId program, Instant at) {
        lists.publish(actor(by), program, at);
    }

    /** The next of the reserve gets a place. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(TeacherId by, ProgramId program, Instant at) {
        lists.replace(actor(by), program, at);
    }

    /** Somebody was admitted and did not come. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void absent(TeacherId by, UUID application, String reason, Instant at) {
        absences.absent(actor(by), application, reason, at);
    }

    private Actor actor(TeacherId person) {
        var name = people.find(person).orElseThrow(() -> new NotFound(person)).name();
        return new Actor(person, name, new UUID(0, 0), "", true, false);
    }
}
