package org.xingtan.selection;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
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
            return Objects.requireNonNull(eligibility.of(programs.find(offering.program()), candidate(teacher)).get(offering.track())).conditions();
        }

        /** Whether the term is one that the person sees. */
        boolean sees(TeacherId teacher, @Nullable Term term) {
            return term != null && term.isOfferedTo(candidate(teacher).organizationPath());
        }

        Optional<OrganizationId> unit(TeacherId teacher) {
            return Optional.ofNullable(candidate(teacher).organization());
        }

        private Candidate candidate(TeacherId teacher) {
            return Objects.requireNonNull(people.get(teacher));
        }
    }

    Asked candidates(Set<TeacherId> teachers) {
        return new Asked(candidates.of(teachers));
    }
}
