package org.xingtan.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * What one who pays owes for one term in all.
 *
 * @param debtor     who was billed
 * @param debtorPath where the unit lies that answers for it now, with its name: another one once the debtor went up in it
 * @param billed     what all statements say together
 * @param paid       what came in, less what was reversed
 */
public record Account(UUID id, UUID term, OrganizationId debtor, String debtorPath, Localized debtorName, Payer payer, Money billed, Money paid,
                      Money refunded) {

    /** Below zero where more was paid than is owed. */
    public Money balance() {
        return billed.minus(paid).plus(refunded);
    }

    public Money open() {
        return balance().isPositive() ? balance() : Money.ZERO;
    }

    /** What could go back. */
    public Money credit() {
        return balance().isNegative() ? balance().negated() : Money.ZERO;
    }

    static final String COLUMNS = """
        a.id as account_id, a.term_id, a.debtor_id, d.path::text as debtor_path, d.name as debtor_name, d.name_en as debtor_name_en, a.payer,
               a.billed, a.paid, a.refunded
        """;

    static Account read(ResultSet row) throws SQLException {
        return new Account(row.getObject("account_id", UUID.class), row.getObject("term_id", UUID.class),
            new OrganizationId(row.getObject("debtor_id", UUID.class)), row.getString("debtor_path"),
            new Localized(row.getString("debtor_name"), row.getString("debtor_name_en")), Payer.valueOf(row.getString("payer")),
            FeeTerms.money(row, "billed"), FeeTerms.money(row, "paid"), FeeTerms.money(row, "refunded"));
    }
}
