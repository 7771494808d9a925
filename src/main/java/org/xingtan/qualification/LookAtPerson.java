package org.xingtan.qualification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use case: what a person needs for his posts, holds and lacks, before himself and before whoever is in charge of him. */
@Component
public class LookAtPerson {

    private final Qualifications qualifications;
    private final Kinds kinds;
    private final QualificationUnits units;
    private final Evidence evidence;
    private final People people;
    private final Clock clock;

    LookAtPerson(Qualifications qualifications, Kinds kinds, QualificationUnits units, Evidence evidence, People people, Clock clock) {
        this.qualifications = qualifications;
        this.kinds = kinds;
        this.units = units;
        this.evidence = evidence;
        this.people = people;
        this.clock = clock;
    }

    PersonView own(Actor actor) {
        return view(people.find(actor.teacher()).orElseThrow(), false);
    }

    /** @throws org.xingtan.platform.NotFound when the person counts in none of the actor's units */
    PersonView at(Actor actor, TeacherId teacher) {
        var person = units.person(actor, QualificationUnits.LOOK, teacher);
        var isAnother = !actor.teacher().equals(teacher);
        return view(person, isAnother && person.path() != null && units.keeps(actor, person.path()));
    }

    /** With every mistake of the form, or else with what differs from the same certificate entered before. */
    PersonView typed(PersonView view, QualificationForm form) {
        var verdict = form.verdict(view.kinds(), today());
        return view.with(form, verdict.met() ? agreement(view.person().id(), form.typed(view.kinds(), today())).orElse(verdict) : verdict);
    }

    private Optional<Verdict> agreement(TeacherId teacher, QualificationForm.Typed typed) {
        return qualifications.find(teacher, typed).map(before -> before.agreement(typed));
    }

    ResponseEntity<Resource> evidence(Actor actor, TeacherId teacher, UUID id, HttpHeaders request) {
        return actor.teacher().equals(teacher) ? evidence.serve(teacher, id, request)
            : evidence.take(actor, units.person(actor, QualificationUnits.KEEP, teacher), id, request);
    }

    /** What his posts need today, and how he stands to it. */
    public List<Need> needs(TeacherId teacher) {
        return people.find(teacher).map(person -> needs(person, kinds.all(), qualifications.of(teacher))).orElse(List.of());
    }

    private PersonView view(PersonCard person, boolean keeps) {
        var all = kinds.all();
        var entered = qualifications.of(person.id());
        return new PersonView(person, Need.verdict(needs(person, all, entered)), entered, all, keeps, QualificationForm.EMPTY, null);
    }

    private List<Need> needs(PersonCard person, List<Kind> all, List<Qualification> entered) {
        var unit = person.organization();
        return Need.of(all, person.posts(), unit == null ? List.of() : unit.stages(), entered, today());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Window.ZONE));
    }
}
