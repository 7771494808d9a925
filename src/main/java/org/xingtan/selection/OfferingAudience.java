package org.xingtan.selection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.BusyDays;
import org.xingtan.enrollment.BusyDays.Busy;
import org.xingtan.enrollment.IdentityCheck;
import org.xingtan.enrollment.IdentityChecks;
import org.xingtan.enrollment.IdentityChecks.Refusal;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.Pipeline;
import org.xingtan.program.Candidate;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.Programs;

/**
 * Whom an offering takes: people of the authority whose term it is and of the audience of its program, whose unit has not refused the identity
 * they would take part on, and who have to be nowhere else when it meets.
 */
@Component
class OfferingAudience {

    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Programs programs;
    private final IdentityChecks identities;
    private final ObjectProvider<BusyDays> elsewhere;

    OfferingAudience(Candidates candidates, Eligibility eligibility, Programs programs, IdentityChecks identities, ObjectProvider<BusyDays> elsewhere) {
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.programs = programs;
        this.identities = identities;
        this.elsewhere = elsewhere;
    }

    /** Some people as the directory has them now. What only some offerings ask about is read when the first one asks, for all of them together. */
    final class Asked implements Round.Audience {

        private final Map<TeacherId, Candidate> people;
        private @Nullable Map<TeacherId, List<Refusal>> refused;
        private @Nullable Map<TeacherId, List<Busy>> busy;

        private Asked(Map<TeacherId, Candidate> people) {
            this.people = people;
        }

        @Override
        public List<Condition> of(TeacherId teacher, Offering offering, Term term) {
            var program = programs.find(offering.program());
            var conditions = new ArrayList<>(Objects.requireNonNull(eligibility.of(program, candidate(teacher)).get(offering.track())).conditions());
            if (identities.claims(program, offering.track())) {
                refusal(teacher, offering).ifPresent(it -> conditions.addAll(new IdentityCheck(IdentityCheck.State.REFUSED, it.reason()).in(Verdict.of()).conditions()));
            }
            if (!offering.meetings().equals(Meetings.NONE)) {
                conditions.add(free(teacher, offering));
            }
            return conditions;
        }

        @Override
        public String called(Choice choice) {
            return programs.find(choice.program()).title();
        }

        private Optional<Refusal> refusal(TeacherId teacher, Offering offering) {
            if (refused == null) {
                refused = identities.refused(people.keySet());
            }
            return refused.getOrDefault(teacher, List.of()).stream().filter(it -> it.program().equals(offering.program()) && it.track().equals(offering.track())).findFirst();
        }

        private Condition free(TeacherId teacher, Offering offering) {
            if (busy == null) {
                var all = new HashMap<TeacherId, List<Busy>>();
                elsewhere.stream().forEach(it -> it.of(people.keySet()).forEach((person, days) -> all.merge(person, days, (one, other) -> Stream.concat(one.stream(), other.stream()).toList())));
                busy = all;
            }
            var trainings = busy.getOrDefault(teacher, List.of()).stream()
                .filter(it -> offering.meetings().overlap(new Meetings(List.of(new Meetings.Meeting(it.from(), it.to()))))).map(Busy::title).distinct().toList();
            return trainings.isEmpty() ? Condition.of("selection.free", true) : Condition.of("selection.training", false, trainings);
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

    /** The same for what is written down about these programs, with other statements. */
    Supplier<Asked> candidates(Set<TeacherId> teachers, Set<ProgramId> of, Pipeline with) {
        programs.check(of, with);
        var people = candidates.of(teachers, with);
        return () -> new Asked(people.get());
    }
}
