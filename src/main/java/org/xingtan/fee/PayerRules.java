package org.xingtan.fee;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * Who pays for the courses of an authority, in one version.
 *
 * @param since      first day on which it is in force, for statements issued from then on
 * @param remittance where the money goes to; empty where that is told otherwise
 * @param days       in which a statement is to be paid
 */
public record PayerRules(OrganizationId authority, String authorityPath, Localized authorityName, int version, LocalDate since, String remittance,
                         int days, List<Line> lines, String setBy, Instant setAt) {

    /** Who pays for a category. @param basis the document that says so */
    public record Line(String category, Payer payer, String basis) {}

    public Optional<Line> of(String category) {
        return lines.stream().filter(line -> line.category().equals(category)).findFirst();
    }
}
