package org.xingtan.quiz;

import java.time.Instant;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.TeacherId;

/** Knows who is in the middle of a lesson: he may finish it with its questions although its window has closed. */
public interface LessonUnderWay {

    boolean isUnderWay(TeacherId teacher, LessonPlaces.Place place, Instant now);
}
