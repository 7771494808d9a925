package org.xingtan.showcase;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;

/**
 * What a case says.
 *
 * @param authors as they shall be named
 * @param agreed  those of them who have agreed to be named and published
 * @param summary in front of it
 * @param report  the call whose summary report it comes with; null where it comes alone
 */
public record CaseText(String title, List<String> authors, List<String> agreed, String summary, String text, @Nullable UUID report) {

    public static final int TITLE = 120;
    public static final int AUTHORS = 6;
    public static final int AUTHOR = 60;
    public static final int SUMMARY = 500;
    public static final int TEXT = 20_000;

    /** As a form sends it. */
    public CaseText {
        title = clean(title);
        authors = authors.stream().map(CaseText::clean).filter(it -> !it.isEmpty()).distinct().toList();
        agreed = agreed.stream().map(CaseText::clean).filter(authors::contains).distinct().toList();
        summary = clean(summary);
        text = clean(text);
    }

    /** What a draft must keep to. */
    Verdict storable() {
        return Verdict.of(
            between("showcase.title", title, 4, TITLE),
            Condition.of("showcase.authors", authors.size() <= AUTHORS && authors.stream().allMatch(it -> length(it) <= AUTHOR), AUTHORS, AUTHOR),
            between("showcase.summary", summary, 0, SUMMARY),
            between("showcase.text", text, 0, TEXT));
    }

    /** What is handed in is whole, and everybody who is named has agreed. */
    Verdict complete() {
        return Verdict.of(
            Condition.of("showcase.has-author", !authors.isEmpty()),
            Condition.of("showcase.agreed", agreed.containsAll(authors)),
            Condition.of("showcase.has-summary", !summary.isEmpty()),
            Condition.of("showcase.has-text", !text.isEmpty()));
    }

    static Condition between(String code, String text, int shortest, int longest) {
        return Condition.of(code, length(text) >= shortest && length(text) <= longest, shortest, longest);
    }

    /** @throws Problem 422 for what cannot be stored */
    static String clean(String typed) {
        if (!StorableText.is(typed)) {
            throw new Problem(422, "error.malformed");
        }
        return typed.strip();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
