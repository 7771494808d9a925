package org.xingtan.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;

/**
 * 学时 → 学分: how the authority in charge turns hours into credits, from a day on. The platform shows what it comes to; the
 * authority registers it.
 */
public record Conversion(OrganizationId jurisdiction, LocalDate fromOn, BigDecimal hoursPerCredit, String basis, String registeredBy) {

    /** Rounded down to hundredths, from the sum and never entry by entry. */
    public BigDecimal credits(CreditHours hours) {
        return hours.value().divide(hoursPerCredit, 2, RoundingMode.DOWN);
    }
}
