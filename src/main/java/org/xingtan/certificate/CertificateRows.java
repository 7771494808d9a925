package org.xingtan.certificate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.web.Texts;

/** Makes the rows of the pages. */
@Component
class CertificateRows {

    private final Ledger ledger;
    private final Texts texts;

    CertificateRows(Ledger ledger, Texts texts) {
        this.ledger = ledger;
        this.texts = texts;
    }

    CertificateRow row(CertificateCard card, Locale locale) {
        return new CertificateRow(card, reason(card, locale), null);
    }

    /** With what counts by now, for its owner. */
    CertificateRow own(CertificateCard card, Locale locale) {
        var now = card.isValid() ? ledger.hours(card.teacher(), card.program()).credited() : card.facts().hours();
        return new CertificateRow(card, reason(card, locale), now.compareTo(card.facts().hours()) > 0 ? now : null);
    }

    private @Nullable String reason(CertificateCard card, Locale locale) {
        if (card.isValid()) {
            return null;
        }
        if (card.endedBy() == null) {
            return texts.get("certificate.reason.withdrawn", locale);
        }
        return ReissueCertificate.HOURS_GREW.equals(card.reason()) ? texts.get("certificate.reason.hours-grew", locale) : card.reason();
    }
}
