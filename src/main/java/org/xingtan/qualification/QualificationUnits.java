package org.xingtan.qualification;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** The units whose qualifications somebody sees or keeps, and their people. */
@Component
class QualificationUnits {

    static final Task LOOK = Task.VIEW_TEACHERS;
    static final Task KEEP = Task.MANAGE_ROSTER;

    private final Organizations organizations;
    private final People people;
    private final Access access;

    QualificationUnits(Organizations organizations, People people, Access access) {
        this.organizations = organizations;
        this.people = people;
        this.access = access;
    }

    /**
     * The unit that was asked for, else where the actor's scope begins.
     *
     * @throws NotFound when it is not the actor's, or he has none
     */
    OrganizationCard get(Actor actor, Task task, @Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return organizations.roots(access.scope(actor, task)).stream().findFirst().orElseThrow(() -> new NotFound("qualification"));
        }
        var id = OrganizationId.of(asked);
        access.require(actor, task, id);
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** From the highest unit of the actor down to this one, beside the others with which his units begin. */
    FiguresView.Trail trail(Actor actor, Task task, OrganizationCard unit) {
        var scope = access.scope(actor, task);
        return new FiguresView.Trail(organizations.roots(scope), organizations.lineage(unit.path()).stream().filter(it -> scope.contains(it.path())).toList());
    }

    boolean keeps(Actor actor, String path) {
        return access.scope(actor, KEEP).contains(path);
    }

    /** @throws NotFound when the person counts in none of the actor's units */
    PersonCard person(Actor actor, Task task, TeacherId teacher) {
        return people.find(access.scope(actor, task), teacher).orElseThrow(() -> new NotFound(teacher));
    }

    /**
     * @throws NotFound when the person counts in none of the actor's units
     * @throws Forbidden when it is the actor himself
     */
    PersonCard another(Actor actor, TeacherId teacher) {
        var person = person(actor, KEEP, teacher);
        if (actor.teacher().equals(teacher)) {
            throw new Forbidden("qualification.oneself");
        }
        return person;
    }
}
