package org.xingtan.learning;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.xingtan.certificate.ReissueCertificate;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.Participations;
import org.xingtan.ledger.HoursCorrected;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Programs;

/**
 * After hours were reversed or put right: a lesson without its hours does not count as complete, and completion and
 * certificate follow, all in the transaction of the correction.
 */
@Component
class JudgeAgain implements HoursCorrected {

    private final Participations participations;
    private final Programs programs;
    private final Ledger ledger;
    private final JudgeCompletion judge;
    private final ReissueCertificate reissue;
    private final VoidedLessons voided;

    JudgeAgain(Participations participations, Programs programs, Ledger ledger, JudgeCompletion judge, ReissueCertificate reissue,
               VoidedLessons voided) {
        this.participations = participations;
        this.programs = programs;
        this.ledger = ledger;
        this.judge = judge;
        this.reissue = reissue;
        this.voided = voided;
    }

    /** The participation first, as completing a lesson does. */
    @Override
    public Optional<OrganizationId> lock(TeacherId teacher, ProgramId program) {
        return participations.find(teacher, program).map(_ -> participations.lock(teacher, program).organization());
    }

    @Override
    public Optional<OrganizationId> unit(TeacherId teacher, ProgramId program) {
        return participations.find(teacher, program).map(Participation::organization);
    }

    @Override
    public void corrected(Actor actor, TeacherId teacher, ProgramId program, String reason) {
        voided.are(teacher, program, ledger.voided(teacher, program));
        var participation = participations.find(teacher, program);
        if (participation.isEmpty()) {
            return;
        }
        judge.again(programs.current(program), participation.get(), reason);
        reissue.correct(actor, teacher, program);
    }
}
