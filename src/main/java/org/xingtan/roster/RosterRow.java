package org.xingtan.roster;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.OrganizationCard;

/**
 * A row that can be read. A null says nothing, so that what is there stays.
 *
 * @param posts empty when the cell is
 * @param since the day the state or the unit changes
 */
record RosterRow(int number, String name, DocumentNumber document, @Nullable String sex, @Nullable LocalDate bornOn, @Nullable String phone,
                 OrganizationCard unit, @Nullable String stage, @Nullable String subject, List<String> posts, @Nullable String title,
                 @Nullable LocalDate hiredOn, String state, @Nullable LocalDate since) {

    boolean isEnding() {
        return RosterWords.ENDINGS.contains(state);
    }
}
