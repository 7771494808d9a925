package org.xingtan.quiz;

import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participation;

/** Told in the transaction in which something is done that a lesson's completion waits for: its quiz passed, a question answered. */
public interface LessonAdvanced {

    void lessonAdvanced(Participation participation, LessonPlaces.Place place);
}
