package org.xingtan.learning;

import org.springframework.stereotype.Component;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.quiz.AfterQuiz;

/** What a lesson has brought once its quiz is passed, or how much of it is still to be played. */
@Component
class StepAfterQuiz implements AfterQuiz {

    private final Standing standing;
    private final Ledger ledger;

    StepAfterQuiz(Standing standing, Ledger ledger) {
        this.standing = standing;
        this.ledger = ledger;
    }

    @Override
    public Step of(TeacherId teacher, ProgramId program, LessonId lesson) {
        var mine = standing.of(teacher, program);
        var row = mine.row(lesson);
        var next = mine.after(lesson);
        var hours = ledger.hours(teacher, program, lesson);
        return new Step(row.progress().complete(), row.secondsLeft(), hours.earned(), hours.credited(), next == null ? null : next.id(), mine.certificate().number());
    }
}
