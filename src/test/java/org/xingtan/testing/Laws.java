package org.xingtan.testing;

import java.util.List;
import java.util.stream.Stream;
import org.xingtan.certificate.CertificateCard;
import org.xingtan.certificate.Certificates;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.report.StatisticsAudit;

/** What {@code bin/audit} says of a teacher of the cast and of the program he is in. */
@Fixture
public class Laws {

    private final List<AuditCheck> checks;
    private final StatisticsAudit statistics;
    private final Certificates certificates;

    Laws(List<AuditCheck> checks, StatisticsAudit statistics, Certificates certificates) {
        this.checks = checks;
        this.statistics = statistics;
        this.certificates = certificates;
    }

    /** The figures of the other programs of the run, some hundreds, are not recounted; stored bytes belong to nobody. */
    public List<String> findings(TeacherId teacher, ProgramId program) {
        var about = Stream.concat(Stream.of(teacher.toString(), program.toString()),
            certificates.ofTeacher(teacher).stream().map(CertificateCard::number)).toList();
        var others = checks.stream().filter(it -> !it.name().equals(statistics.name()) && !it.name().contains("stored"))
            .flatMap(it -> it.findings(false).stream()).filter(finding -> about.stream().anyMatch(finding::contains));
        return Stream.concat(others, figures(program)).toList();
    }

    /** The cast joins the directory after the program has counted it. */
    private Stream<String> figures(ProgramId program) {
        return statistics.findings(program, false).stream()
            .filter(it -> !it.startsWith("ELIGIBLE") && !it.startsWith("IN_SERVICE") && !it.startsWith("the sum of"));
    }
}
