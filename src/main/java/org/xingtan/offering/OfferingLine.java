package org.xingtan.offering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.selection.Meetings;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.ReviseOffering;
import org.xingtan.selection.TermId;

/**
 * What one program is offered as: a row of a workbook, or what is offered now.
 *
 * @param row      of the workbook; 0 for what is offered now
 * @param called   what the program is called
 * @param title    what it is called in the term; null for the same
 * @param provider the unit that gives the course; null for the owner of the program
 * @param price    in yuan, with two places
 * @param meetings as people type them
 */
public record OfferingLine(int row, UUID program, String called, @Nullable String track, @Nullable String title, @Nullable UUID provider, String category, String hours,
                    String price, int places, int waiting, String meetings) {

    static String money(BigDecimal price) {
        return price.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    }

    /** The same but for its row and names, which nothing is decided by. */
    OfferingLine bare() {
        return new OfferingLine(0, program, "", null, title, provider, category, hours, price, places, waiting, meetings);
    }

    OfferProgram.Definition offered(TermId term) {
        return new OfferProgram.Definition(term, new ProgramId(program), track, provider == null ? null : new OrganizationId(provider), category, CreditHours.of(hours),
            new BigDecimal(price), places, waiting, Meetings.typed(meetings).orElseThrow());
    }

    ReviseOffering.Revised revised() {
        return new ReviseOffering.Revised(title, provider == null ? null : new OrganizationId(provider), CreditHours.of(hours), new BigDecimal(price),
            Meetings.typed(meetings).orElseThrow());
    }
}
