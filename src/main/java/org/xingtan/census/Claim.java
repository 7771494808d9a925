package org.xingtan.census;

import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/** An identity somebody takes part on, as it was seen when it was decided: the person and the track. */
public record Claim(TeacherId teacher, String track) {

    /** @throws NotFound when it is not what a form of ours sends: {@code <teacher>.<track>} */
    public static Claim of(String text) {
        var dot = text.indexOf('.');
        if (dot < 0 || dot == text.length() - 1) {
            throw new NotFound(text);
        }
        return new Claim(TeacherId.of(text.substring(0, dot)), text.substring(dot + 1));
    }

    @Override
    public String toString() {
        return teacher + "." + track;
    }
}
