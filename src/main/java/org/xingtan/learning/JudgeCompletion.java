package org.xingtan.learning;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.xingtan.certificate.IssueCertificate;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.TrackChanged;
import org.xingtan.ledger.Ledger;
import org.xingtan.program.Completions;
import org.xingtan.program.ProgramDetail;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Judges a participation against the completion rule of its track, and grants or takes back what hangs on it. */
@Component
class JudgeCompletion implements TrackChanged {

    private final ProgressQueries progress;
    private final Ledger ledger;
    private final Completions completions;
    private final IssueCertificate certificates;
    private final Tally tally;
    private final Clock clock;

    JudgeCompletion(ProgressQueries progress, Ledger ledger, Completions completions, IssueCertificate certificates, Tally tally, Clock clock) {
        this.progress = progress;
        this.ledger = ledger;
        this.completions = completions;
        this.certificates = certificates;
        this.tally = tally;
        this.clock = clock;
    }

    /** In the transaction of whatever changed. */
    void judge(ProgramDetail program, Participation participation) {
        var teacher = participation.teacher();
        var hours = ledger.hours(teacher, program.id());
        var verdict = program.rules().completion(participation.track()).verdict(progress.achievement(teacher, program, hours));
        if (!verdict.met()) {
            return;
        }
        var now = clock.instant();
        if (completions.record(teacher, program.id(), participation.track(), now, program.ruleVersion())) {
            tally.add(teacher, program.id(), participation.organization(), Measure.COMPLETED, 1);
        }
        certificates.issue(teacher, program, participation.track(), participation.organization(), hours, now);
    }

    /**
     * After hours were corrected. What was completed is held against the rules it was completed by: a newer version does not
     * rewrite the past. Not met any more, completion and certificate go; met again, both are granted again.
     */
    void again(ProgramDetail program, Participation participation, String reason) {
        var teacher = participation.teacher();
        var completed = completions.find(teacher, program.id());
        var rules = completed.map(it -> completions.rules(program.id(), it.version())).orElse(program.rules());
        var facts = progress.achievement(teacher, program, ledger.hours(teacher, program.id()));
        if (completed.isEmpty() || rules.completion(participation.track()).verdict(facts).met()) {
            judge(program, participation);
            return;
        }
        if (completions.remove(teacher, program.id())) {
            tally.add(teacher, program.id(), participation.organization(), Measure.COMPLETED, -1);
        }
        certificates.withdrawForHours(teacher, program.id(), reason);
    }

    /** Another track asks for other things: what was granted on the old one goes, and a certificate names the track it was earned on. */
    @Override
    public void trackChanged(ProgramDetail program, Participation participation) {
        var teacher = participation.teacher();
        if (completions.remove(teacher, program.id())) {
            tally.add(teacher, program.id(), participation.organization(), Measure.COMPLETED, -1);
        }
        certificates.withdraw(teacher, program.id(), participation.track());
        judge(program, participation);
    }
}
