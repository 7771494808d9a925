package org.xingtan.support;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * What a notice wants to know of a unit's contact: one version of it.
 *
 * @param owner  the units right below it report
 * @param dueOn  last day for changes to be reported
 */
public record ContactForm(UUID notice, String number, String title, int version, OrganizationId owner, Localized ownerName, List<Field> fields,
                          LocalDate dueOn) {

    /** Where its answers are. */
    public String href() {
        return "/console/contacts/forms/" + notice + "/" + owner;
    }

    /** In the order of the forms. */
    public enum Field {
        NAME, WORKPLACE, DEPARTMENT, POSITION, LANDLINE, MOBILE, WECHAT
    }
}
