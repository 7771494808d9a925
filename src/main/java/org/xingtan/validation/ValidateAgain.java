package org.xingtan.validation;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.standing.HoldStandings;

/** Use case: an authority validates a year again after it has corrected its hours. The version before stays, and the new one says why. */
@Component
class ValidateAgain {

    private final LookAtPerson look;
    private final Dossiers dossiers;
    private final FreezeYears freeze;
    private final HoldStandings hold;
    private final Act act;
    private final Clock clock;

    /** Who may, and what is told of it. */
    @Component
    record Act(LookAtUnit units, AuditTrail trail) {}

    ValidateAgain(LookAtPerson look, Dossiers dossiers, FreezeYears freeze, HoldStandings hold, Act act, Clock clock) {
        this.look = look;
        this.dossiers = dossiers;
        this.freeze = freeze;
        this.hold = hold;
        this.act = act;
        this.clock = clock;
    }

    /**
     * Sent twice it is one version; the same reason once more is another one where something was corrected or exempted between.
     *
     * @throws NotFound when it is none of the actor's; {@link org.xingtan.platform.Forbidden} when he may look at it alone
     */
    @Transactional
    public void again(Actor actor, TeacherId teacher, int year, @Nullable String why) {
        var place = look.place(actor, teacher, year);
        act.units.kept(actor, place.call().owner().id().toString());
        var reason = why == null ? "" : why.strip();
        hold.of(teacher, year);
        var now = clock.instant();
        var dossier = dossiers.lock(teacher, place.call(), now);
        var frozen = dossiers.frozen(teacher, year);
        var corrected = !frozen.isEmpty() && look.corrected(teacher, frozen.getFirst(), dossiers.live(teacher, year).orElse(null));
        if (!frozen.isEmpty() && !corrected && dossier.movedAt() == null && reason.equals(frozen.getFirst().reason())) {
            return;
        }
        ValidationRules.validatesAgain(dossier, corrected, ConfirmUnit.isSelf(actor, teacher), reason).orRefuse();
        var version = freeze.again(dossier, place.call(), now, actor.teacher(), reason);
        if (version == null) {
            throw new NotFound(teacher);
        }
        act.trail.record(actor, "validation.again", "teacher:" + teacher, place.unit().path(), Map.of("version", version - 1, "result", frozen.getFirst().result().name()),
            Map.of("year", year, "version", version, "reason", reason));
    }
}
