package org.xingtan.demo;

import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.certificate.LoadCertificates;
import org.xingtan.enrollment.LoadParticipations;
import org.xingtan.learning.LoadProgress;
import org.xingtan.ledger.LoadEntries;
import org.xingtan.program.LoadCompletions;
import org.xingtan.quiz.LoadAttempts;

/** Writes what {@link DemoStudy} has made up, table by table. */
@Component
public class DemoRecords {

    private final LoadParticipations participations;
    private final LoadProgress progress;
    private final LoadAttempts attempts;
    private final LoadEntries entries;
    private final LoadCompletions completions;
    private final LoadCertificates certificates;

    DemoRecords(LoadParticipations participations, LoadProgress progress, LoadAttempts attempts, LoadEntries entries, LoadCompletions completions,
                LoadCertificates certificates) {
        this.participations = participations;
        this.progress = progress;
        this.attempts = attempts;
        this.entries = entries;
        this.completions = completions;
        this.certificates = certificates;
    }

    /** In the caller's transaction. Figures are his too: they are loaded once, at the end. */
    public void write(List<DemoStudy> studies, List<DemoLearner> learners) {
        entries.accounts(learners.stream().flatMap(learner -> learner.account.accounts().stream()));
        entries.entries(learners.stream().flatMap(learner -> learner.account.entries().stream()));
        for (var study : studies) {
            participations.load(study.participations.stream());
            progress.sessions(study.sessions.stream());
            attempts.load(study.attempts.stream());
            attempts.lessonAnswers(study.answers.stream());
            progress.completions(study.finished.stream());
            completions.load(study.completions.stream());
            certificates.load(study.certificates);
        }
    }

    /** What follows from records that were written without the database looking at each. */
    public void settle() {
        attempts.settle();
    }
}
