package org.xingtan.appeal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.xingtan.directory.People;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Programs;

/** Whether something may be appealed against, and who then decides. The same verdict is shown and decides. */
@Component
class FilingRules {

    private final Appeals appeals;
    private final Programs programs;
    private final Participations participations;
    private final People people;
    private final Instances instances;
    private final Deadlines deadlines;

    FilingRules(Appeals appeals, Programs programs, Participations participations, People people, Instances instances, Deadlines deadlines) {
        this.appeals = appeals;
        this.programs = programs;
        this.participations = participations;
        this.people = people;
        this.instances = instances;
        this.deadlines = deadlines;
    }

    Verdict verdict(TeacherId teacher, Subject subject) {
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("appeal.contestable", subject.contestable()));
        conditions.add(Condition.of("appeal.not-twice", appeals.against(teacher, subject.kind(), subject.reference()).isEmpty()));
        conditions.add(Condition.of("appeal.unit", unit(teacher, subject).isPresent()));
        if (subject.program() == null) {
            var until = deadlines.filing(subject.at());
            conditions.add(Condition.of("appeal.in-time", !deadlines.now().isAfter(until), until));
        } else {
            var program = programs.find(subject.program());
            var until = deadlines.filing(program);
            conditions.add(until.equals(Instant.MAX) ? Condition.of("appeal.always-in-time", true)
                : Condition.of("appeal.in-time", !deadlines.now().isAfter(until), until).from(program.notice()));
        }
        return Verdict.of(conditions);
    }

    /** Empty for somebody without a unit. */
    Optional<Instances.Chain> chain(TeacherId teacher, Subject subject) {
        return unit(teacher, subject).map(instances::above);
    }

    String path(OrganizationId unit) {
        return instances.path(unit);
    }

    /** Where it was, or where the person counts in the program, else today's unit. */
    private Optional<OrganizationId> unit(TeacherId teacher, Subject subject) {
        return Optional.ofNullable(subject.unit()).or(() -> Optional.ofNullable(subject.program()).flatMap(program -> participations.find(teacher, program)).map(Participation::organization))
            .or(() -> people.find(teacher).flatMap(person -> Optional.ofNullable(person.organization())).map(it -> it.id()));
    }
}
