package org.xingtan.learning;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.certificate.IssueCertificate;
import org.xingtan.enrollment.IdentityJudged;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.TrackChanged;
import org.xingtan.program.Completions;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Rules;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Judges a participation against the completion rule of its track, and grants or takes back what hangs on it. */
@Component
class JudgeCompletion implements TrackChanged, IdentityJudged {

    private final CompletionFacts facts;
    private final Completions completions;
    private final IssueCertificate certificates;
    private final Tally tally;
    private final Clock clock;

    JudgeCompletion(CompletionFacts facts, Completions completions, IssueCertificate certificates, Tally tally, Clock clock) {
        this.facts = facts;
        this.completions = completions;
        this.certificates = certificates;
        this.tally = tally;
        this.clock = clock;
    }

    /** In the transaction of whatever changed. */
    void judge(ProgramDetail program, Participation participation) {
        grant(program, participation, program.rules(), program.ruleVersion(), clock.instant());
    }

    /** Under rules that have come out: who has completed stays so, and gets the certificate that his track leads to now. */
    void underNewRules(ProgramDetail program, Participation participation) {
        var teacher = participation.teacher();
        var completed = completions.find(teacher, program.id());
        if (completed.isEmpty()) {
            judge(program, participation);
        } else if (completed.get().track().equals(participation.track())) {
            certificates.issue(teacher, program, participation.track(), participation.organization(),
                facts.hours(program, participation), completed.get().at());
        }
    }

    /**
     * After hours were corrected. What was completed is held against the rules it was completed by: a newer version does not
     * rewrite the past. Not met any more, completion and certificate go; met again, both are granted again.
     */
    void again(ProgramDetail program, Participation participation, String reason) {
        var completed = completions.find(participation.teacher(), program.id());
        var rules = completed.map(it -> completions.rules(program.id(), it.version())).orElse(program.rules());
        if (completed.isEmpty() || facts.verdict(program, rules, participation, facts.hours(program, participation)).met()) {
            judge(program, participation);
            return;
        }
        takeBack(program, participation);
        certificates.withdrawForHours(participation.teacher(), program.id(), reason);
    }

    /** Another track asks for other things: what was granted on the old one goes, and a certificate names the track it was earned on. */
    @Override
    public void trackChanged(ProgramDetail program, Participation participation) {
        takeBack(program, participation);
        certificates.withdraw(participation.teacher(), program.id(), participation.track());
        judge(program, participation);
    }

    @Override
    public void refused(ProgramDetail program, Participation participation, String reason) {
        takeBack(program, participation);
        certificates.withdrawForIdentity(participation.teacher(), program.id(), reason);
    }

    /** What was completed before comes back with its day and the rules it was completed by, as far as they are still met. */
    @Override
    public void restored(ProgramDetail program, Participation participation, Completions.@Nullable Completion before) {
        if (before == null
                || !grant(program, participation, completions.rules(program.id(), before.version()), before.version(), before.at())) {
            judge(program, participation);
        }
    }

    /** @return whether the rules are met */
    private boolean grant(ProgramDetail program, Participation participation, Rules rules, int version, Instant at) {
        var teacher = participation.teacher();
        var hours = facts.hours(program, participation);
        if (!facts.verdict(program, rules, participation, hours).met()) {
            return false;
        }
        if (completions.record(teacher, program.id(), participation.track(), at, version)) {
            tally.add(teacher, program.id(), participation.organization(), Measure.COMPLETED, 1);
        }
        certificates.issue(teacher, program, participation.track(), participation.organization(), hours, at);
        return true;
    }

    private void takeBack(ProgramDetail program, Participation participation) {
        if (completions.remove(participation.teacher(), program.id())) {
            tally.add(participation.teacher(), program.id(), participation.organization(), Measure.COMPLETED, -1);
        }
    }
}
