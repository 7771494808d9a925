package org.xingtan.census;

import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.program.ProgramDetail;

/** Whose identities somebody may decide about: those of his units' people, never his own. */
@Component
class ClaimsInCharge {

    private final Participations participations;
    private final Organizations organizations;
    private final CensusPosts posts;
    private final Access access;

    ClaimsInCharge(Participations participations, Organizations organizations, CensusPosts posts, Access access) {
        this.participations = participations;
        this.organizations = organizations;
        this.posts = posts;
        this.access = access;
    }

    /** @param path of the unit the person counts in for this program */
    record Mine(Claim claim, Participation participation, String path) {

        /** Whether the person still takes part on that track. */
        boolean isCurrent() {
            return participation.track().equals(claim.track());
        }
    }

    /** @throws Refused when the person has changed the track meanwhile, or it claims nothing */
    Mine lockCurrent(Actor actor, ProgramDetail program, Claim claim) {
        var mine = lock(actor, program, claim);
        if (!mine.isCurrent() || !posts.claims(program).containsKey(claim.track())) {
            throw new Refused("census.claim-changed");
        }
        return mine;
    }

    /**
     * The participation, locked until the transaction ends.
     *
     * @throws NotFound when the person takes no part or counts in none of the actor's units
     * @throws Forbidden when it is the actor's own
     */
    Mine lock(Actor actor, ProgramDetail program, Claim claim) {
        participations.find(claim.teacher(), program.id()).orElseThrow(() -> new NotFound(claim));
        var participation = participations.lock(claim.teacher(), program.id());
        access.require(actor, Task.MANAGE_CENSUS, participation.organization());
        if (actor.teacher().equals(claim.teacher())) {
            throw new Forbidden("census.oneself");
        }
        return new Mine(claim, participation, organizations.find(participation.organization()).orElseThrow().path());
    }
}
