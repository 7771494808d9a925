package org.xingtan.appeal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;

/**
 * The form that an appeal is filed with, empty or as it came back.
 *
 * @param id      of the appeal it makes, however often it is sent
 * @param verdict whether it may be filed
 * @param first   who would decide; null for somebody without a unit
 * @param days    how many working days the decision may take
 * @param problem key of what is wrong with the statement; null when nothing is
 */
public record AppealForm(UUID id, Subject subject, @Nullable String program, Verdict verdict, @Nullable Localized first, int days, String statement,
                         @Nullable String problem) {

    static final int SHORTEST = 10;
    static final int LONGEST = 2000;

    AppealForm with(UUID id, String typed) {
        var text = typed.strip();
        var length = text.codePointCount(0, text.length());
        var wrong = !StorableText.is(text) ? "error.malformed" : length < SHORTEST || length > LONGEST ? "appeal.statement.length" : null;
        return new AppealForm(id, subject, program, verdict, first, days, StorableText.is(text) ? text : "", wrong);
    }

    /** A remark that may be empty: as much of it as is kept. */
    static String cut(String typed) {
        var text = StorableText.is(typed) ? typed.strip() : "";
        return text.codePointCount(0, text.length()) <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
