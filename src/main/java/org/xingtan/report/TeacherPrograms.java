package org.xingtan.report;

import org.springframework.stereotype.Component;
import org.xingtan.certificate.Certificates;
import org.xingtan.enrollment.Participation;
import org.xingtan.learning.Standing;
import org.xingtan.ledger.Receipts;

/** What one person has done in his programs, by the same verdicts that he sees. */
@Component
class TeacherPrograms {

    private static final int RECEIPTS = 20;

    private final Standing standing;
    private final Receipts receipts;
    private final Certificates certificates;

    TeacherPrograms(Standing standing, Receipts receipts, Certificates certificates) {
        this.standing = standing;
        this.receipts = receipts;
        this.certificates = certificates;
    }

    TeacherView.Taking taking(Participation participation) {
        var teacher = participation.teacher();
        var program = participation.program();
        var entries = receipts.ofTeacher(teacher, program, null, RECEIPTS);
        return new TeacherView.Taking(standing.of(teacher, program), certificates.of(teacher, program).orElse(null),
            entries.items(), entries.next() != null);
    }
}
