package org.xingtan.quiz;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Knows what a passed quiz has led to, and what comes next: told below its score. */
public interface AfterQuiz {

    /**
     * @param complete    whether the lesson is complete now
     * @param secondsLeft what is still to be played of it
     * @param earned      what the lesson has brought
     * @param credited    what counts of it
     * @param next        the next lesson that is not complete; null when all are
     * @param certificate the number of the program's certificate; null while there is none
     */
    record Step(boolean complete, int secondsLeft, CreditHours earned, CreditHours credited, @Nullable LessonId next, @Nullable String certificate) {}

    Step of(TeacherId teacher, ProgramId program, LessonId lesson);
}
