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
        var reason = String.valueOf(card.reason());
        if (card.endedBy() == null) {
            return withdrawn(reason, locale);
        }
        return switch (reason) {
            case ReissueCertificate.HOURS_GREW -> texts.get("certificate.reason.hours-grew", locale);
            case ReissueCertificate.HOURS_CORRECTED -> texts.get("certificate.reason.hours-corrected", locale);
            default -> reason;
        };
    }

    private String withdrawn(String reason, Locale locale) {
        if (reason.startsWith(IssueCertificate.HOURS_REVERSED)) {
            return texts.get("certificate.reason.hours-reversed", locale, reason.substring(IssueCertificate.HOURS_REVERSED.length()));
        }
        if (reason.startsWith(IssueCertificate.IDENTITY_REFUSED)) {
            return texts.get("certificate.reason.identity-refused", locale, reason.substring(IssueCertificate.IDENTITY_REFUSED.length()));
        }
        return texts.get("certificate.reason.withdrawn", locale);
    }
}
