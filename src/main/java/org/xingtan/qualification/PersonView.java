package org.xingtan.qualification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;

/**
 * What somebody needs, holds and lacks.
 *
 * @param verdict  need by need
 * @param entered  everything, the newest first
 * @param keeps    whether the reader enters and decides about it
 * @param form     as it was typed
 * @param mistakes of the form; null before it was sent
 */
public record PersonView(PersonCard person, Verdict verdict, List<Qualification> entered, List<Kind> kinds, boolean keeps, QualificationForm form,
                         @Nullable Verdict mistakes) {

    public Localized title(String kind) {
        return Kinds.title(kinds, kind);
    }

    public boolean isMistaken() {
        return mistakes != null && !mistakes.met();
    }

    PersonView with(QualificationForm typed, Verdict found) {
        return new PersonView(person, verdict, entered, kinds, keeps, typed, found);
    }
}
