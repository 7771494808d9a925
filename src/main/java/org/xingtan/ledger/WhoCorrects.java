package org.xingtan.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/**
 * Whose business an entry is: of the unit in which its program counts the person, of the one in which he is, and of whoever decides on its
 * year. Of hours from outside of somebody without any unit it is the authority's in whose account they lie.
 */
@Component
class WhoCorrects {

    private final Access access;
    private final Organizations organizations;
    private final People people;
    private final Accounts accounts;
    private final HoursCorrected dependents;
    private final ObjectProvider<CountedYears> years;

    WhoCorrects(Access access, Organizations organizations, People people, Accounts accounts, HoursCorrected dependents, ObjectProvider<CountedYears> years) {
        this.access = access;
        this.organizations = organizations;
        this.people = people;
        this.accounts = accounts;
        this.dependents = dependents;
        this.years = years;
    }

    /**
     * What of somebody's account an actor may correct, and so look at: everything of those who are in his units, what he decides on of others.
     *
     * @param here     whether the person is in one of the actor's units now
     * @param unit     where he is now; null for nowhere
     * @param years    on which the actor decides
     * @param accounts of authorities of the actor's; none while the person is in a unit
     * @param programs that count him in one of the actor's units
     */
    record Seen(Scope scope, boolean here, Optional<OrganizationCard> unit, List<CountedYears.Counted> years, List<UUID> accounts, List<UUID> programs) {

        boolean isNothing() {
            return !here && years.isEmpty() && accounts.isEmpty() && programs.isEmpty();
        }

        Optional<CountedYears.Counted> year(Receipt entry) {
            return years.stream().filter(it -> it.year() == entry.earnedOn().getYear()).findFirst();
        }
    }

    Seen seen(Actor actor, TeacherId teacher, List<UUID> programs) {
        var scope = access.scope(actor, Task.CORRECT_HOURS);
        var unit = people.find(teacher).map(PersonCard::organization);
        var decided = years.stream().flatMap(it -> it.of(teacher).stream()).filter(it -> it.deciding().stream().anyMatch(scope::contains)).toList();
        var outside = unit.isPresent() ? List.<UUID>of() : accounts.of(teacher).stream().map(organizations::find).flatMap(Optional::stream)
            .filter(it -> scope.contains(it.path())).map(it -> it.id().value()).toList();
        var counted = programs.stream().filter(it -> dependents.unit(teacher, new ProgramId(it)).flatMap(organizations::find).filter(at -> scope.contains(at.path())).isPresent());
        return new Seen(scope, unit.filter(it -> scope.contains(it.path())).isPresent(), unit, decided, outside, counted.toList());
    }

    /** The unit in whose name he corrects it, with what its program keeps of the person locked; empty when it is none of his. */
    Optional<OrganizationCard> begin(Actor actor, TeacherId teacher, Receipt entry) {
        return unit(seen(actor, teacher, List.of()), teacher, entry, program -> dependents.lock(teacher, program));
    }

    boolean may(Seen seen, TeacherId teacher, Receipt entry) {
        return unit(seen, teacher, entry, program -> dependents.unit(teacher, program)).isPresent();
    }

    private Optional<OrganizationCard> unit(Seen seen, TeacherId teacher, Receipt entry, Function<ProgramId, Optional<OrganizationId>> counted) {
        var year = seen.year(entry);
        var program = entry.program() == null ? Optional.<OrganizationCard>empty() : counted.apply(new ProgramId(entry.program())).flatMap(organizations::find);
        if (program.isPresent()) {
            return program.filter(it -> year.isPresent() || seen.scope.contains(it.path()));
        }
        return Stream.<Optional<OrganizationCard>>of(year.flatMap(it -> organizations.find(it.unit())), seen.unit.filter(it -> seen.scope.contains(it.path())),
            Optional.of(accounts.of(teacher, entry.id())).filter(it -> seen.accounts.contains(it.value())).flatMap(organizations::find)).flatMap(Optional::stream).findFirst();
    }
}
