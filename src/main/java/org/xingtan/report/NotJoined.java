package org.xingtan.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.Participation;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.Programs;

/** The open programs that a person has not joined, with the verdict that would let him in or keeps him out. */
@Component
class NotJoined {

    private final Programs programs;
    private final Candidates candidates;
    private final Eligibility eligibility;

    NotJoined(Programs programs, Candidates candidates, Eligibility eligibility) {
        this.programs = programs;
        this.candidates = candidates;
        this.eligibility = eligibility;
    }

    List<TeacherView.Missing> of(TeacherId teacher, List<Participation> joined, Instant now) {
        var known = joined.stream().map(Participation::program).collect(Collectors.toSet());
        var candidate = candidates.of(teacher);
        return programs.open(now).stream().filter(program -> !known.contains(program.id()))
            .map(program -> new TeacherView.Missing(program, eligibility.of(program, candidate))).toList();
    }
}
