package org.xingtan.program;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice as it is shown.
 *
 * @param forwards    the notice that this one forwards
 * @param forwardedBy notices that forward this one, the oldest first
 */
public record NoticeCard(UUID id, String number, String issuer, String title, LocalDate issuedOn, @Nullable LocalDate printedOn,
                         NoticeDefinition.Disclosure disclosure, String addressees, String summary, @Nullable Reference forwards,
                         List<Reference> forwardedBy) {

    /** A notice by its name. */
    public record Reference(UUID id, String number, String issuer, String title) {}
}
