package org.xingtan.course;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/**
 * What a course says of itself, as it was typed.
 *
 * @param id       chosen by the page, so that a form sent twice makes one course
 * @param revision of what the page showed
 */
public record CourseForm(@Nullable String id, @Nullable String owner, @Nullable String code, @Nullable String title, @Nullable String summary,
                         @Nullable List<String> stages, @Nullable Integer revision) {

    /** What ends like a version would be taken for one. */
    private static final Pattern CODE = Pattern.compile("(?!.*-v[0-9]+$)[A-Za-z0-9][A-Za-z0-9-]{1,39}");
    static final int LONGEST_TITLE = 100;
    static final int LONGEST_SUMMARY = 1000;

    public CourseForm {
        id = typed(id);
        owner = typed(owner);
        code = typed(code);
        title = typed(title);
        summary = typed(summary);
        stages = stages == null ? List.of() : List.copyOf(stages);
        revision = revision == null ? 0 : revision;
    }

    static CourseForm empty() {
        return new CourseForm(DraftId.next().toString(), null, null, null, null, null, null);
    }

    static CourseForm of(Draft draft) {
        return new CourseForm(draft.id().toString(), draft.owner().toString(), draft.code(), draft.title(), draft.summary(), draft.stages(), draft.revision());
    }

    /** What is wrong with it. */
    Verdict verdict() {
        return Verdict.of(
            Condition.of("course.code", CODE.matcher(code).matches()),
            Condition.of("course.title", !title.isEmpty() && title.length() <= LONGEST_TITLE, LONGEST_TITLE),
            Condition.of("course.summary", summary.length() <= LONGEST_SUMMARY, LONGEST_SUMMARY));
    }

    /** Without blanks around it, and with the line ends of a text. */
    static String typed(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
