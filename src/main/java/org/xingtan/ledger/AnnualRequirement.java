package org.xingtan.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * What a jurisdiction asks of each teacher in a year. Data of a policy: total, categories and their names.
 *
 * @param title what the requirement is called
 * @param basis the document it rests on
 */
public record AnnualRequirement(OrganizationId jurisdiction, int year, int version, String title, String basis, CreditHours total,
                                List<Category> categories) {

    public record Category(String code, String title, @Nullable String titleEn, CreditHours need) {

        public Localized name() {
            return new Localized(title, titleEn);
        }
    }
}
