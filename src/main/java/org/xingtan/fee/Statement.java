package org.xingtan.fee;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * 账单: what somebody owes for a term, or what has changed about it since the statement before. It never changes.
 *
 * @param total   of its lines; below zero where more was given back than taken since
 * @param debtor  as it was called when it was issued
 * @param owner   the authority that issued it
 * @param account what stands beside it now
 * @param dueOn   last day for paying what it asks for
 * @param n       which issue of the term
 * @param remittance where the money goes; may be empty
 */
public record Statement(UUID id, String number, Instant issuedAt, LocalDate dueOn, int n, Money total, int lines, Localized debtor, Account account, OrganizationId owner,
                        String ownerPath, Localized ownerName, String termCode, Localized termTitle, String remittance) {

    /** One thing that is asked for, or taken back. @param withdrawn why the course was withdrawn, where it is taken back for that */
    public record Line(UUID teacher, UUID selection, boolean isCredit, String person, String course, String category, String basis, Localized unit, Money amount,
                       @Nullable String withdrawn) {

        String key() {
            return teacher + "/" + selection + "/" + (isCredit ? "CREDIT" : "CHARGE");
        }
    }

    public String debtorPath() {
        return account.debtorPath();
    }

    public String href() {
        return "/console/fee/statements/" + id;
    }
}
