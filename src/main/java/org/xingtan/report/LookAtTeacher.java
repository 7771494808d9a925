package org.xingtan.report;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.Participations;
import org.xingtan.monitoring.Units;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** Use case: somebody looks at one person of his scope: one who works there, or counted there in a program. */
@Component
class LookAtTeacher {

    private final Access access;
    private final People people;
    private final Units units;
    private final Participations participations;
    private final TeacherPrograms programs;
    private final NotJoined notJoined;

    LookAtTeacher(Access access, People people, Units units, Participations participations, TeacherPrograms programs, NotJoined notJoined) {
        this.access = access;
        this.people = people;
        this.units = units;
        this.participations = participations;
        this.programs = programs;
        this.notJoined = notJoined;
    }

    /** @throws NotFound when the person is none of the actor's */
    TeacherView at(Actor actor, TeacherId teacher, Instant now) {
        var scope = access.scope(actor, Task.VIEW_STATISTICS);
        var person = people.find(teacher).orElseThrow(() -> new NotFound(teacher));
        var worksHere = person.path() != null && scope.contains(person.path());
        var taking = participations.ofTeacher(teacher);
        var visible = worksHere ? taking : taking.stream().filter(it -> countsIn(it, scope)).toList();
        if (!worksHere && visible.isEmpty()) {
            throw new NotFound(teacher);
        }
        return new TeacherView(worksHere ? person : elsewhere(person), trail(person, worksHere, visible, scope), worksHere ? people.partTime(teacher) : List.of(),
            visible.stream().map(programs::taking).toList(), worksHere ? notJoined.of(teacher, taking, now) : List.of(), now);
    }

    private boolean countsIn(Participation participation, Scope scope) {
        return !scope.isEmpty() && scope.contains(units.get(participation.organization()).path());
    }

    private List<OrganizationCard> trail(PersonCard person, boolean worksHere, List<Participation> visible, Scope scope) {
        var unit = worksHere ? person.organization() : units.get(visible.getFirst().organization());
        return unit == null ? List.of() : units.trail(unit, scope);
    }

    /** Where somebody works now is not the business of the unit he has left. */
    private static PersonCard elsewhere(PersonCard person) {
        return new PersonCard(person.id(), person.name(), person.documentMasked(), null, person.realName(), person.stage(),
            person.subject(), null, null, List.of(), null, false);
    }
}
