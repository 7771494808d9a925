package org.xingtan.learning;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.IdentityCheck;
import org.xingtan.enrollment.IdentityChecks;
import org.xingtan.enrollment.Participation;
import org.xingtan.ledger.Hours;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Verdict;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Rules;

/** What decides whether a participant has completed a program: what he learned, what counts of it, and that his identity stands. */
@Component
class CompletionFacts {

    private final ProgressQueries progress;
    private final Ledger ledger;
    private final IdentityChecks identities;

    CompletionFacts(ProgressQueries progress, Ledger ledger, IdentityChecks identities) {
        this.progress = progress;
        this.ledger = ledger;
        this.identities = identities;
    }

    Hours hours(ProgramDetail program, Participation participation) {
        return ledger.hours(participation.teacher(), program.id());
    }

    IdentityCheck identity(ProgramDetail program, Participation participation) {
        return identities.of(participation.teacher(), program, participation.track());
    }

    /** @param rules of the version to be judged by */
    Verdict verdict(ProgramDetail program, Rules rules, Participation participation, Hours hours) {
        return verdict(program, rules, participation, progress.of(participation.teacher(), program.id()), hours, identity(program, participation));
    }

    static Verdict verdict(ProgramDetail program, Rules rules, Participation participation, Map<UUID, LessonProgress> lessons, Hours hours,
                           IdentityCheck identity) {
        return identity.in(rules.completion(participation.track()).verdict(ProgressQueries.achievement(program, lessons, hours)));
    }
}
