package org.xingtan.recognition;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.People;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Use cases: a person claims hours, or puts a claim right that was returned. Sent twice it is one claim. */
@Component
class FileClaim {

    /** What the rules and the texts of a claim need to be found. */
    @Component
    record Ground(Kinds kinds, People people, Chain chain, Evidence evidence, AlreadyClaimed claimed) {

        /** Where the person counts. @throws Refused when nowhere */
        OrganizationCard unit(TeacherId teacher) {
            return people.find(teacher).flatMap(person -> Optional.ofNullable(person.organization())).orElseThrow(() -> new Refused("recognition.unit"));
        }

        /** Whose kinds are for what the person claims anew. @throws Refused when he counts nowhere */
        OrganizationId jurisdiction(TeacherId teacher) {
            return kinds.jurisdiction(unit(teacher).path());
        }

        /** The kind that is named; without a name the first one that takes the category. @throws Refused when there is none */
        Kind kind(OrganizationId jurisdiction, @Nullable String named, String category) {
            var all = kinds.inForce(jurisdiction);
            return all.stream().filter(it -> named == null || named.isEmpty() ? it.takes(category) : it.code().equals(named)).findFirst()
                .orElseThrow(() -> new Refused(all.isEmpty() ? "recognition.kinds" : "recognition.kind"));
        }
    }

    private final Claims claims;
    private final ClaimRules rules;
    private final Ground ground;
    private final AuditTrail audit;
    private final Clock clock;

    FileClaim(Claims claims, ClaimRules rules, Ground ground, AuditTrail audit, Clock clock) {
        this.claims = claims;
        this.rules = rules;
        this.ground = ground;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What would come of it; nothing is filed.
     *
     * @param before the claim that is put right, which stays with the authority it was filed under wherever the person works now; null for a new one
     */
    ClaimRules.Ruling look(Actor actor, @Nullable Claim before, ClaimForm form) {
        try {
            var typed = form.typed();
            var kind = ground.kind(before == null ? ground.jurisdiction(actor.teacher()) : before.jurisdiction(), typed.kind(), typed.category());
            return rules.ruling(actor.teacher(), before == null ? null : before.id(), kind, named(typed, kind));
        } catch (Refused e) {
            return new ClaimRules.Ruling(e.verdict(), CreditHours.ZERO, CreditHours.ZERO);
        }
    }

    /**
     * A claim as it was filed.
     *
     * @param fresh false when the same was filed before and still holds
     */
    record Filed(Claim claim, boolean fresh) {}

    /** Whether the person has filed the very same and it still holds: word for word, by the same papers. */
    boolean isFiled(Actor actor, ClaimForm form) {
        return form.readable().met() && same(actor.teacher(), form.typed()).isPresent();
    }

    private Optional<Claim> same(TeacherId teacher, ClaimForm.Typed typed) {
        return ground.claimed.besides(teacher, null, typed, false).stream()
            .filter(it -> it.imported() == null && typed.says(it) && ground.evidence.carries(it, typed.evidence())).findFirst();
    }

    /**
     * The very same again is the claim that it has become; a form that says something else by now is another claim.
     *
     * @param made with the form
     * @throws Refused with the verdict
     */
    @Transactional
    public Filed file(Actor actor, UUID made, ClaimForm form) {
        var written = form.typed();
        claims.hold(actor.teacher());
        var before = same(actor.teacher(), written);
        var id = claims.find(actor.teacher(), made).isPresent() ? Uuids.next() : made;
        before.ifPresent(_ -> ground.evidence.forgetCopies(actor.teacher(), written.evidence()));
        return before.map(it -> new Filed(it, false)).orElseGet(() -> new Filed(fileNew(actor, id, written), true));
    }

    private Claim fileNew(Actor actor, UUID id, ClaimForm.Typed written) {
        var unit = ground.unit(actor.teacher());
        var kind = ground.kind(ground.kinds.jurisdiction(unit.path()), written.kind(), written.category());
        var typed = named(written, kind);
        rules.ruling(actor.teacher(), null, kind, typed).verdict().orRefuse();
        var steps = ground.chain.of(actor, unit, kind, ground.kinds.policy(kind.jurisdiction()), rules.today());
        var claim = claim(actor.teacher(), id, kind, typed, unit.id(), steps);
        if (!claims.add(claim, typed, kind.needsPresence())) {
            throw new Refused("recognition.meanwhile");
        }
        claims.setSteps(claim, steps);
        put(claim, kind, typed);
        tell(actor, claim, unit, "FILED", "recognition.file");
        return claim;
    }

    /** The review begins anew: what the first level has seen is not what it says now. */
    @Transactional
    public Claim correct(Actor actor, UUID id, ClaimForm form) {
        claims.hold(actor.teacher());
        var before = claims.lock(actor.teacher(), id).orElseThrow(() -> new NotFound(id));
        var written = form.typed();
        if (before.isWaiting() && written.says(before) && ground.evidence.carries(before, written.evidence())) {
            ground.evidence.forgetCopies(before.teacher(), written.evidence());
            return before;
        }
        if (before.state() != Claim.State.RETURNED) {
            throw new Problem(409, "recognition.not-returned");
        }
        var kind = ground.kind(before.jurisdiction(), written.kind(), written.category());
        var typed = named(written, kind);
        rules.ruling(actor.teacher(), id, kind, typed).verdict().orRefuse();
        var unit = ground.chain.unit(before.unit());
        var steps = ground.chain.of(actor, unit, kind, ground.kinds.policy(kind.jurisdiction()), rules.today());
        var claim = claim(actor.teacher(), id, kind, typed, unit.id(), steps);
        claims.correct(claim, typed, kind.needsPresence());
        claims.setSteps(claim, steps);
        put(claim, kind, typed);
        ground.claimed.forgetUnused(actor.teacher());
        tell(actor, claim, unit, "CORRECTED", "recognition.correct");
        return claim;
    }

    private void put(Claim claim, Kind kind, ClaimForm.Typed typed) {
        List<DocumentCard> files = ground.evidence.brought(claim.teacher(), typed.evidence());
        if (!ground.evidence.put(claim, files, !kind.sharesEvidence())) {
            throw new Refused("recognition.evidence.sole");
        }
        if (!ground.claimed.holdsNumber(claim, kind)) {
            throw new Refused("recognition.number.sole");
        }
    }

    private void tell(Actor actor, Claim claim, OrganizationCard unit, String act, String audited) {
        claims.addAct(claim, Uuids.next(), act, null, actor, "", Map.of("claimed", claim.claimed(), "title", claim.title()), claim.changedAt());
        audit.record(actor, audited, "teacher:" + actor.teacher(), unit.path(), null,
            Map.of("claim", claim.id().toString(), "kind", claim.kind(), "title", claim.title(), "hours", claim.claimed()));
    }

    private Claim claim(TeacherId teacher, UUID id, Kind kind, ClaimForm.Typed typed, OrganizationId unit, List<Claim.Step> steps) {
        var first = Claim.current(steps).orElseThrow();
        var now = clock.instant();
        return new Claim(teacher, id, kind.jurisdiction(), kind.code(), kind.version(), typed.category(), typed.theme(), null, typed.title(), typed.number(),
            typed.from(), typed.to(), typed.hours(), unit, null, Claim.State.WAITING, first.unit(), first.dueOn(), null, 0, now, now);
    }

    private static ClaimForm.Typed named(ClaimForm.Typed typed, Kind kind) {
        return new ClaimForm.Typed(kind.code(), typed.category(), typed.theme(), typed.title(), typed.number(), typed.from(), typed.to(), typed.hours(),
            typed.evidence());
    }
}
