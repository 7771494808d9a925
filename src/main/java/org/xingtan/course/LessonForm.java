package org.xingtan.course;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.catalog.LessonCard;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/**
 * A lesson as it was typed.
 *
 * @param length minutes, or minutes and seconds: {@code 12} or {@code 12:30}
 */
public record LessonForm(@Nullable String title, @Nullable String summary, @Nullable String length, @Nullable String required, @Nullable String body,
                         @Nullable String draw, @Nullable String passMark, @Nullable String timeLimit, @Nullable String maxAttempts,
                         @Nullable Integer revision) {

    static final int LONGEST_BODY = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,4})(?:[:\uFF1A]([0-5]\\d))?");
    private static final int DAY = 86_400;

    public LessonForm {
        title = CourseForm.typed(title);
        summary = CourseForm.typed(summary);
        length = CourseForm.typed(length);
        required = CourseForm.typed(required);
        body = CourseForm.typed(body);
        draw = CourseForm.typed(draw);
        passMark = CourseForm.typed(passMark);
        timeLimit = CourseForm.typed(timeLimit);
        maxAttempts = CourseForm.typed(maxAttempts);
        revision = revision == null ? 0 : revision;
    }

    static LessonForm of(DraftLesson lesson) {
        var quiz = lesson.quiz();
        return new LessonForm(lesson.title(), lesson.summary(), lesson.typed() == null ? "" : clock(lesson.typed()),
            Integer.toString(lesson.required()), lesson.body(), text(quiz.draw()), Integer.toString(quiz.passMark()), text(quiz.timeLimit()),
            text(quiz.maxAttempts()), lesson.revision());
    }

    /** What is wrong with it. What is left empty is missing until the course is submitted, and no mistake. */
    Verdict verdict(LessonCard.Kind kind) {
        return Verdict.of(
            Condition.of("course.lesson.title", !title.isEmpty() && title.length() <= CourseForm.LONGEST_TITLE, CourseForm.LONGEST_TITLE),
            Condition.of("course.lesson.summary", summary.length() <= CourseForm.LONGEST_SUMMARY, CourseForm.LONGEST_SUMMARY),
            Condition.of("course.lesson.length", length.isEmpty() || seconds() != null),
            Condition.of("course.lesson.body", body.length() <= LONGEST_BODY, LONGEST_BODY),
            Condition.of("course.lesson.required", kind != LessonCard.Kind.VIDEO || isNumber(required, 50, 100)),
            Condition.of("course.lesson.draw", draw.isEmpty() || isNumber(draw, 1, 500)),
            Condition.of("course.lesson.pass-mark", isNumber(passMark, 1, 100)),
            Condition.of("course.lesson.time-limit", timeLimit.isEmpty() || isNumber(timeLimit, 1, 1440)),
            Condition.of("course.lesson.attempts", maxAttempts.isEmpty() || isNumber(maxAttempts, 1, 100)));
    }

    /** Null where no length stands. */
    @Nullable Integer seconds() {
        var typed = LENGTH.matcher(length);
        if (!typed.matches()) {
            return null;
        }
        var seconds = 60 * Integer.parseInt(typed.group(1)) + (typed.group(2) == null ? 0 : Integer.parseInt(typed.group(2)));
        return seconds < 1 || seconds > DAY ? null : seconds;
    }

    /** A text is read to its end; of a film a share is enough. */
    int requiredPercent(LessonCard.Kind kind) {
        return kind == LessonCard.Kind.VIDEO ? Integer.parseInt(required) : 100;
    }

    DraftLesson.QuizRule quiz() {
        return new DraftLesson.QuizRule(number(draw), Integer.parseInt(passMark), number(timeLimit), number(maxAttempts));
    }

    private static boolean isNumber(String text, int least, int most) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
    }

    private static @Nullable Integer number(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text);
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    private static String clock(int seconds) {
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
