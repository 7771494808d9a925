package org.xingtan.discussion;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;

/** Who talks with whom: people who take part in the program, whose unit of today lies in the unit that it is for. */
@Component
class Circle {

    private final Participations participations;
    private final People people;

    Circle(Participations participations, People people) {
        this.participations = participations;
        this.people = people;
    }

    /**
     * The unit that the person works in today.
     *
     * @throws NotFound when he takes no part, or is in nobody's service
     */
    OrganizationCard unit(Actor actor, ProgramId program) {
        return find(actor, program).orElseThrow(() -> new NotFound(program));
    }

    /** Whether it is for the person's unit. */
    boolean includes(Actor actor, ProgramId program, String path) {
        return find(actor, program).filter(unit -> new Scope(List.of(path)).contains(unit.path())).isPresent();
    }

    private Optional<OrganizationCard> find(Actor actor, ProgramId program) {
        return people.find(actor.teacher()).map(PersonCard::organization).filter(_ -> participations.find(actor.teacher(), program).isPresent());
    }

    /** @throws NotFound when it is not for the person's unit */
    OrganizationCard require(Actor actor, ProgramId program, String path) {
        var unit = unit(actor, program);
        if (!new Scope(List.of(path)).contains(unit.path())) {
            throw new NotFound(program);
        }
        return unit;
    }

    /** The same for what is written down: until the transaction ends nobody takes him out of his unit. */
    OrganizationCard hold(Actor actor, ProgramId program, String path) {
        people.hold(actor.teacher());
        return require(actor, program, path);
    }
}
