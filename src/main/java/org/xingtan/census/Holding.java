package org.xingtan.census;

import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/** Somebody holds a post, as his unit declares it. */
public record Holding(TeacherId teacher, String post) {

    /** @throws NotFound when it is not what a form of ours sends: {@code <teacher>.<post>} */
    static Holding of(String text) {
        var dot = text.indexOf('.');
        if (dot < 0) {
            throw new NotFound(text);
        }
        return new Holding(TeacherId.of(text.substring(0, dot)), text.substring(dot + 1));
    }
}
