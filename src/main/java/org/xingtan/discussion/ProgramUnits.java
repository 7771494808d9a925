package org.xingtan.discussion;

import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.program.Owners;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Programs, and the units they reach: the one that has published it, and all below. */
@Component
class ProgramUnits {

    private final Organizations organizations;
    private final Programs programs;
    private final Owners owners;

    ProgramUnits(Organizations organizations, Programs programs, Owners owners) {
        this.organizations = organizations;
        this.programs = programs;
        this.owners = owners;
    }

    /** @throws NotFound when there is none */
    OrganizationCard get(OrganizationId unit) {
        return organizations.find(unit).orElseThrow(() -> new NotFound(unit));
    }

    /** Where the scope begins, the highest first. */
    List<OrganizationCard> tops(Scope scope) {
        return organizations.roots(scope);
    }

    /** @throws NotFound when there is none that is published */
    ProgramDetail program(ProgramId id) {
        return programs.find(id);
    }

    /** Those that reach a unit of the scope, or lie in it. */
    List<ProgramDetail> programs(Scope scope) {
        return programs.published().stream().filter(it -> {
            var owner = path(it);
            return scope.contains(owner) || scope.paths().stream().anyMatch(new Scope(List.of(owner))::contains);
        }).toList();
    }

    boolean reaches(ProgramDetail program, OrganizationCard unit) {
        return new Scope(List.of(path(program))).contains(unit.path());
    }

    private String path(ProgramDetail program) {
        return owners.find(program.owner()).path();
    }
}
