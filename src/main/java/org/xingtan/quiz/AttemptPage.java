package org.xingtan.quiz;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.QuestionKind;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import tools.jackson.databind.JsonNode;

/**
 * One attempt as its owner sees it.
 *
 * @param questions in the order of this attempt; a page shows their key only when {@link #showsKey()}
 * @param answers   what has been saved so far, by question
 * @param results   whether it is right, by question; null while it is open
 * @param accepted  why it counts as passed by somebody's decision; null when nobody decided so
 */
public record AttemptPage(UUID id, ProgramId program, String programTitle, LessonId lesson, String lessonTitle, int number, Instant closesAt,
                          boolean limited, List<Question> questions, Map<UUID, JsonNode> answers, int passMark,
                          @Nullable Instant submittedAt, @Nullable Integer score, @Nullable Map<UUID, Boolean> results,
                          @Nullable String accepted) {

    public boolean isOpen() {
        return submittedAt == null;
    }

    public boolean passed() {
        return accepted != null || score != null && score >= passMark;
    }

    /** The right answers and why are shown when they cannot be used any more. */
    public boolean showsKey() {
        return passed();
    }

    public boolean right(Question question) {
        return results != null && Boolean.TRUE.equals(results.get(question.id()));
    }

    public long rightCount() {
        return results == null ? 0 : results.values().stream().filter(it -> it).count();
    }

    /** Whether an option was chosen: for SINGLE, TRUE_FALSE and MULTIPLE. */
    public boolean chose(Question question, String option) {
        var answer = answers.get(question.id());
        if (answer == null) {
            return false;
        }
        return answer.isArray() ? answer.valueStream().anyMatch(it -> it.asString("").equals(option)) : answer.asString("").equals(option);
    }

    /** How a chosen option is drawn once it is known; of a wrong choice of several nobody is told which of them was wrong. */
    public String mark(Question question, String option) {
        if (isOpen() || !chose(question, option)) {
            return "";
        }
        return right(question) ? "is-right" : question.kind() == QuestionKind.MULTIPLE ? "" : "is-wrong";
    }

    /** What was written: for FILL. */
    public String text(Question question) {
        var answer = answers.get(question.id());
        return answer == null ? "" : answer.asString("");
    }

    /** Which target an option was matched with: for MATCHING. */
    public String matched(Question question, String option) {
        var answer = answers.get(question.id());
        return answer == null || !answer.isObject() || !answer.has(option) ? "" : answer.get(option).asString("");
    }
}
