package org.xingtan.enrollment;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.People;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Candidate;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;

/** Whether a person may join, and in which unit he counts. */
@Component
class Admission {

    private final People people;
    private final Candidates candidates;
    private final Eligibility eligibility;
    private final IdentityChecks identities;
    private final AdmittedPeople admitted;
    private final Clock clock;

    Admission(People people, Candidates candidates, Eligibility eligibility, IdentityChecks identities, AdmittedPeople admitted, Clock clock) {
        this.people = people;
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.identities = identities;
        this.admitted = admitted;
        this.clock = clock;
    }

    /**
     * The track that is meant.
     *
     * @throws Refused when there is no such track, or none is named where there are several
     */
    String track(ProgramDetail program, @Nullable String named) {
        if (named == null && program.tracks().size() == 1) {
            return program.tracks().getFirst().code();
        }
        var titles = program.tracks().stream().map(ProgramDetail.Track::name).toList();
        if (named == null) {
            throw new Refused("enrollment.choose-track", titles);
        }
        if (program.tracks().stream().noneMatch(track -> track.code().equals(named))) {
            throw new Refused("enrollment.unknown-track", titles);
        }
        return named;
    }

    /**
     * The unit he counts in is his until the transaction ends.
     *
     * @throws Refused with every condition, unless the person is of the track's audience, his unit has not refused it, something is open, and
     *                 he was let in where people cannot simply join
     */
    OrganizationId admit(ProgramDetail program, String track, TeacherId teacher) {
        people.hold(teacher);
        var candidate = candidates.of(teacher);
        Objects.requireNonNull(verdicts(program, candidate, teacher).get(track)).orRefuse();
        return Objects.requireNonNull(candidate.organization());
    }

    /** What is said to somebody who would join, for each track in its order. */
    Map<String, Verdict> verdicts(ProgramDetail program, TeacherId teacher) {
        return verdicts(program, candidates.of(teacher), teacher);
    }

    private Map<String, Verdict> verdicts(ProgramDetail program, Candidate candidate, TeacherId teacher) {
        var checks = identities.of(teacher, program);
        var verdicts = eligibility.joining(program, candidate, clock.instant());
        verdicts.replaceAll((track, who) -> admitted.in(checks.getOrDefault(track, IdentityCheck.NOT_NEEDED).in(who), teacher, program));
        return verdicts;
    }
}
