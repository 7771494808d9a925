package org.xingtan.discussion;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/**
 * An activity in front of somebody.
 *
 * @param files     what is attached, for those who may see it
 * @param wasThere  whether the reader is among those who were there
 * @param people    of whom attendance is entered; none for readers
 * @param search    the part of a name that they are looked for by
 */
public record ActivityView(Activity activity, List<DocumentCard> files, boolean wasThere, Page<Person> people, @Nullable String search, LocalDate today) {

    /** @param there whether he is entered */
    public record Person(TeacherId teacher, String name, Localized unit, boolean there) {}

    public boolean isToCome() {
        return activity.isToCome(today);
    }
}
