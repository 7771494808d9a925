package org.xingtan.report;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.ProgramId;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/**
 * Figures are what a recount of the facts gives, and sums are what their counters add up to. Both sides are read in one
 * statement, so that work going on meanwhile is no finding. Repairing writes the difference beside the figures.
 */
@Component
public class StatisticsAudit implements AuditCheck {

    private final Recount recount;
    private final Subtotals subtotals;
    private final Programs programs;
    private final CountEligible countEligible;
    private final Clock clock;

    StatisticsAudit(Recount recount, Subtotals subtotals, Programs programs, CountEligible countEligible, Clock clock) {
        this.clock = clock;
        this.recount = recount;
        this.subtotals = subtotals;
        this.programs = programs;
        this.countEligible = countEligible;
    }

    @Override
    public String name() {
        return "statistics.recount";
    }

    @Override
    public List<String> findings(boolean repair) {
        return findings(null, programs.published(), repair);
    }

    /** The same of one program. */
    public List<String> findings(ProgramId program, boolean repair) {
        return findings(program, List.of(programs.current(program)), repair);
    }

    private List<String> findings(@Nullable ProgramId program, List<ProgramDetail> published, boolean repair) {
        var findings = new ArrayList<String>();
        figures(findings, program, repair);
        eligible(findings, published, repair);
        sums(findings, program, repair);
        return findings;
    }

    private void figures(List<String> findings, @Nullable ProgramId program, boolean repair) {
        var differences = recount.differences(program);
        differences.forEach(it -> findings.add(sentence("%s of program %s in organization %s is %d, the facts give %d", it)));
        if (repair) {
            recount.correct(differences);
        }
    }

    private void eligible(List<String> findings, List<ProgramDetail> published, boolean repair) {
        for (var program : published.stream().filter(it -> !it.isFrozen(clock.instant())).toList()) {
            var differences = recount.eligible(program);
            differences.forEach(it -> findings.add(sentence("%s of program %s in organization %s is %d, the directory gives %d", it)));
            if (repair && !differences.isEmpty()) {
                countEligible.count(program);
            }
        }
    }

    private void sums(List<String> findings, @Nullable ProgramId program, boolean repair) {
        var differences = recount.sums(program);
        differences.forEach(it -> findings.add(sentence("the sum of %s of program %s below organization %s is %d, its counters give %d", it)));
        if (repair && !differences.isEmpty()) {
            subtotals.rebuild(program);
        }
    }

    private static String sentence(String pattern, Recount.Difference it) {
        return pattern.formatted(it.measure(), it.programId(), it.organizationId(), it.figure(), it.recount());
    }
}
