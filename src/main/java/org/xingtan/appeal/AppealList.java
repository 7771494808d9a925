package org.xingtan.appeal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Page;

/**
 * A part of a list of appeals.
 *
 * @param count how many there are in all
 * @param late  how many of them are waiting beyond their deadline
 */
public record AppealList(AppealFilter filter, Page<Row> page, int count, int late, LocalDate today) {

    /**
     * An appeal with the names that a list needs.
     *
     * @param name     of the person
     * @param instance who decides
     */
    public record Row(Appeal appeal, String name, Localized unit, Localized instance, @Nullable String program) {

        public String href() {
            return "/console/appeals/" + appeal.teacher() + "/" + appeal.id();
        }
    }
}
