package org.xingtan.support;

import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;

/** What people type into this module's forms. */
final class Words {

    static final int LONGEST = 2000;

    private Words() {}

    /** @throws Problem 422 unless it is so long, counted in characters as people count them */
    static String of(String typed, int shortest, int longest) {
        var text = typed.strip();
        if (!StorableText.is(text)) {
            throw new Problem(422, "error.malformed");
        }
        var length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            throw new Problem(422, "support.words", shortest, longest);
        }
        return text;
    }
}
