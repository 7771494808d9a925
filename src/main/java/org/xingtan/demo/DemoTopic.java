package org.xingtan.demo;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.xingtan.catalog.Questions;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;

/** A program with what a {@link DemoStudy} of it needs again and again. For many threads. */
public record DemoTopic(ProgramDetail program, Map<LessonId, DemoPapers> papersOf, Map<LessonId, Instant> opensAt,
                 Map<LessonId, List<Questions.Asked>> askedIn) {

    public static DemoTopic of(ProgramDetail program, Questions questions) {
        var random = new Random(program.code().hashCode());
        var papers = new HashMap<LessonId, DemoPapers>();
        var opens = new HashMap<LessonId, Instant>();
        var asked = new HashMap<LessonId, List<Questions.Asked>>();
        for (var place : program.lessons()) {
            var lesson = place.lesson();
            opens.put(lesson.id(), program.learnWindows(lesson.id()).stream().map(Window::opens).min(Comparator.naturalOrder()).orElseThrow());
            asked.put(lesson.id(), questions.askedIn(lesson.id()));
            if (lesson.quiz() != null) {
                papers.put(lesson.id(), new DemoPapers(questions.ofLesson(lesson.id()), lesson.quiz().questions(), lesson.quiz().passMark(), random));
            }
        }
        return new DemoTopic(program, Map.copyOf(papers), Map.copyOf(opens), Map.copyOf(asked));
    }

    DemoPapers papers(LessonId lesson) {
        return papersOf.get(lesson);
    }

    List<Questions.Asked> asked(LessonId lesson) {
        return askedIn.get(lesson);
    }

    Instant opens(LessonId lesson) {
        return opensAt.get(lesson);
    }
}
