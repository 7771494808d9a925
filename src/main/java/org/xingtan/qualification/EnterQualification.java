package org.xingtan.qualification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.qualification.Qualification.Claim;
import org.xingtan.qualification.Qualification.State;
import org.xingtan.qualification.Qualifications.Wanted;

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

    /** @param teacher whose it is; null when that is nobody */
    record Asked(@Nullable TeacherId teacher, QualificationForm form) {}

    /** Every mistake of each, or else what differs from the same certificate entered before. */
    Map<Asked, Verdict> verdicts(Collection<Asked> all) {
        var known = kinds.all();
        var verdicts = all.stream().distinct().collect(Collectors.toMap(it -> it, it -> it.form().verdict(known, today())));
        var sound = new HashMap<Wanted, Asked>();
        verdicts.forEach((asked, verdict) -> {
            if (asked.teacher() != null && verdict.met()) {
                sound.put(new Wanted(asked.teacher(), asked.form().typed(known, today())), asked);
            }
        });
        qualifications.find(List.copyOf(sound.keySet())).forEach((it, before) -> verdicts.put(sound.get(it), before.agreement(it.typed())));
        return verdicts;
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Window.ZONE));
    }

    /**
     * In the caller's transaction: what is entered for somebody, or what had been before.
     *
     * @throws Refused when it had been entered with other data or another picture
     */
    Claim enter(Actor actor, PersonCard person, QualificationForm.Typed typed, @Nullable MultipartFile file) {
        people.lock(person.id());
        var before = qualifications.find(person.id(), typed);
        before.ifPresent(it -> it.agreement(typed).orRefuse());
        var picture = evidence.keep(file);
        if (before.isPresent()) {
            show(actor, person, before.get(), picture);
            return before.get().key();
        }
        var claim = new Claim(person.id(), Uuids.next());
        qualifications.add(claim.teacher(), claim.id(), typed, picture, actor.teacher(), clock.instant());
        record(actor, "qualification.enter", person, Map.of("qualification", claim.id(), "kind", typed.kind().code(), "issued", typed.issuedOn()));
        return claim;
    }

    /** A picture that comes later. The same again: nothing more. */
    private void show(Actor actor, PersonCard person, Qualification before, @Nullable DocumentId picture) {
        if (picture == null || picture.equals(before.evidence())) {
            return;
        }
        if (!qualifications.show(before.key(), picture)) {
            throw new Refused("qualification.picture");
        }
        record(actor, "qualification.picture", person, Map.of("qualification", before.id(), "kind", before.kind()));
    }

    private void record(Actor actor, String act, PersonCard person, Map<String, Object> after) {
        trail.record(actor, act, "teacher:" + person.id(), person.path(), null, after);
    }
}
