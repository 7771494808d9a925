package org.xingtan.directory;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Reads the cursors of this module's lists. What is no cursor of ours is a wrong request, never an error. */
final class Cursors {

    /** The last person of the page before. */
    record PersonKey(String name, TeacherId id) {

        static String of(PersonCard person) {
            return person.id() + person.name();
        }
    }

    private static final int ID = 36;

    private Cursors() {}

    static @Nullable String text(@Nullable String cursor) {
        return Page.decode(cursor);
    }

    static @Nullable PersonKey person(@Nullable String cursor) {
        var text = text(cursor);
        if (text == null) {
            return null;
        }
        try {
            return new PersonKey(text.substring(Math.min(ID, text.length())), TeacherId.of(text.substring(0, Math.min(ID, text.length()))));
        } catch (NotFound e) {
            throw (Problem) new Problem(400, "error.cursor").initCause(e);
        }
    }
}
