package org.xingtan.qualification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.qualification.Qualification.Claim;
import org.xingtan.qualification.Qualification.State;

/** Use case: somebody enters a certificate of his own, which his unit then looks at, or takes it back before that. Entered twice it is one. */
@Component
public class EnterQualification {

    private final Qualifications qualifications;
    private final Kinds kinds;
    private final Evidence evidence;
    private final People people;
    private final AuditTrail trail;
    private final Clock clock;

    EnterQualification(Qualifications qualifications, Kinds kinds, Evidence evidence, People people, AuditTrail trail, Clock clock) {
        this.qualifications = qualifications;
        this.kinds = kinds;
        this.evidence = evidence;
        this.people = people;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws Refused with every mistake in the form */
    @Transactional
    public void own(Actor actor, QualificationForm form, @Nullable MultipartFile file) {
        enter(actor, people.find(actor.teacher()).orElseThrow(), typed(form), file);
    }

    /** Again: nothing more. @throws Refused when it has been decided about */
    @Transactional
    public void withdraw(Actor actor, UUID id) {
        var claim = new Claim(actor.teacher(), id);
        var before = qualifications.lock(claim).orElseThrow(() -> new NotFound(id));
        if (before.state() == State.WITHDRAWN) {
            return;
        }
        if (before.state() != State.RECORDED) {
            throw new Refused("qualification.decided");
        }
        qualifications.withdraw(claim);
        trail.record(actor, "qualification.withdraw", "teacher:" + actor.teacher(), people.find(actor.teacher()).map(PersonCard::path).orElse(null),
            Map.of("state", before.state()), Map.of("qualification", id, "kind", before.kind(), "state", State.WITHDRAWN));
    }

    QualificationForm.Typed typed(QualificationForm form) {
        return form.typed(kinds.all(), today());
    }

    List<Condition> mistakes(QualificationForm form) {
        return form.verdict(kinds.all(), today()).unmet();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Window.ZONE));
    }

    /** In the caller's transaction: what is entered for somebody, or what had been before. */
    Entered enter(Actor actor, PersonCard person, QualificationForm.Typed typed, @Nullable MultipartFile file) {
        var before = qualifications.find(person.id(), typed);
        if (before.isPresent()) {
            return new Entered(before.get(), false);
        }
        var isNew = qualifications.add(person.id(), Uuids.next(), typed, evidence.keep(file), actor.teacher(), clock.instant());
        var now = qualifications.find(person.id(), typed).orElseThrow(() -> new Refused("qualification.changed"));
        if (isNew) {
            record(actor, person.id(), person.path(), now);
        }
        return new Entered(now, isNew);
    }

    /** @param isNew false when it was there before */
    record Entered(Qualification qualification, boolean isNew) {}

    private void record(Actor actor, TeacherId person, @Nullable String path, Qualification now) {
        trail.record(actor, "qualification.enter", "teacher:" + person, path, null,
            Map.of("qualification", now.id(), "kind", now.kind(), "issued", now.issuedOn()));
    }
}
