package org.xingtan.course;

import java.util.ArrayList;
import java.util.List;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/** What a course needs before anybody is asked to review it; the same verdict is shown while it is made. */
final class Readiness {

    private Readiness() {}

    static Verdict of(List<DraftLesson> lessons) {
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("course.ready.lessons", !lessons.isEmpty()));
        lessons.forEach(lesson -> conditions.addAll(of(lesson)));
        return Verdict.of(conditions);
    }

    private static List<Condition> of(DraftLesson lesson) {
        var number = lesson.position();
        var bank = lesson.bank().size();
        var draw = lesson.quiz().draw();
        var seconds = lesson.seconds();
        return List.of(
            content(lesson),
            Condition.of("course.ready.files", lesson.files().values().stream().allMatch(DocumentCard::isOpen), number, lesson.title()),
            Condition.of("course.ready.length", seconds != null, number, lesson.title()),
            Condition.of("course.ready.draw", draw == null || draw <= bank, number, lesson.title(), draw == null ? bank : draw, bank),
            Condition.of("course.ready.asked", seconds == null || lesson.asked().stream().allMatch(it -> it.second() < seconds), number, lesson.title()));
    }

    private static Condition content(DraftLesson lesson) {
        var there = Slot.content(lesson.kind()).map(lesson.files()::containsKey).orElse(!lesson.body().isBlank());
        return switch (lesson.kind()) {
            case VIDEO -> Condition.of("course.ready.film", there, lesson.position(), lesson.title());
            case DOCUMENT -> Condition.of("course.ready.document", there, lesson.position(), lesson.title());
            case TEXT -> Condition.of("course.ready.text", there, lesson.position(), lesson.title());
        };
    }
}
