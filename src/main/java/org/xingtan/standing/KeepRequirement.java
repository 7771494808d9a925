package org.xingtan.standing;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Use case: an authority says what a year asks of the teachers below it. Each change is a new version. */
@Component
class KeepRequirement {

    private final Access access;
    private final Organizations organizations;
    private final Requirements requirements;
    private final DefineRequirement define;
    private final Programs programs;
    private final AuditTrail trail;

    KeepRequirement(Access access, Organizations organizations, Requirements requirements, DefineRequirement define, Programs programs, AuditTrail trail) {
        this.access = access;
        this.organizations = organizations;
        this.requirements = requirements;
        this.define = define;
        this.programs = programs;
        this.trail = trail;
    }

    /** Where the actor's scope begins: he speaks for these. */
    List<OrganizationCard> authorities(Actor actor) {
        var scope = access.scope(actor, Task.CORRECT_HOURS);
        if (scope.isEmpty()) {
            throw new NotFound("requirements");
        }
        return organizations.roots(scope);
    }

    /** @throws NotFound when it is none of the actor's */
    OrganizationCard authority(Actor actor, OrganizationId id) {
        access.require(actor, Task.CORRECT_HOURS, id);
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    List<AnnualRequirement> of(OrganizationId authority) {
        return requirements.of(authority);
    }

    /** Programs whose hours may fill a theme: those that the authority's people can come to. */
    List<ProgramDetail> programs() {
        return programs.published();
    }

    @Transactional
    public AnnualRequirement define(Actor actor, OrganizationId id, RequirementForm form) {
        var authority = authority(actor, id);
        var asked = form.requirement(authority.id(), programs().stream().map(it -> it.id().value()).toList());
        var defined = define.define(asked, actor.teacher());
        trail.record(actor, "standing.require", "organization:" + authority.id(), authority.path(), null,
            Map.of("year", defined.year(), "version", defined.version(), "total", defined.total().toString(), "basis", defined.basis()));
        return defined;
    }
}
