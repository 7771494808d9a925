package org.xingtan.certificate;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;

/**
 * A certificate as a page shows it.
 *
 * @param reason why it holds no more, in the reader's language; null while it does
 * @param more   what counts by now, when that is more than it says; null otherwise
 */
public record CertificateRow(CertificateCard card, @Nullable String reason, @Nullable CreditHours more) {

    /** The class of the tag that shows its state. */
    public String tone() {
        return switch (card.state()) {
            case VALID -> "tag-good";
            case REVOKED -> "tag-bad";
            case SUPERSEDED -> "tag-apricot";
        };
    }
}
