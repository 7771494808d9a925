package org.xingtan.discussion;

import org.xingtan.platform.Condition;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;

/** What people type into this module's forms, counted in characters as people count them. */
final class Typed {

    private Typed() {}

    /** @throws Problem 422 for what cannot be stored */
    static String of(String typed) {
        var text = typed.strip();
        if (!StorableText.is(text)) {
            throw new Problem(422, "error.malformed");
        }
        return text;
    }

    static Condition between(String code, String text, int shortest, int longest) {
        var length = text.codePointCount(0, text.length());
        return Condition.of(code, length >= shortest && length <= longest, shortest, longest);
    }
}
