package org.xingtan.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Candidate;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.Programs;

/** Whom an offering takes: people of the authority whose term it is, and of the audience of its program. */
@Component
class OfferingAudience {

    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Programs programs;

    OfferingAudience(Candidates candidates, Eligibility eligibility, Programs programs) {
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.programs = programs;
    }

    /** Some people as the directory has them now. */
    final class Asked implements Round.Audience {

        private final Map<TeacherId, Candidate> people;

        private Asked(Map<TeacherId, Candidate> people) {
            this.people = people;
        }

        @Override
        public List<Condition> of(TeacherId teacher, Offering offering, Term term) {
            var person = candidate(teacher);
            var path = person.organizationPath();
            var conditions = new ArrayList<Condition>();
            conditions.add(Condition.of("selection.within", path != null && Terms.isBelow(path, term), term.ownerName()).from(term.notice()));
            conditions.addAll(Objects.requireNonNull(eligibility.of(programs.find(offering.program()), person).get(offering.track())).conditions());
            return conditions;
        }

        Candidate candidate(TeacherId teacher) {
            return Objects.requireNonNull(people.get(teacher));
        }
    }

    Asked candidates(Set<TeacherId> teachers) {
        return new Asked(candidates.of(teachers));
    }
}
