package org.xingtan.certificate;

import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Seals;
import org.xingtan.platform.persistence.Json;

/** The seal over everything a certificate says, so that a word changed in the database shows. */
@Component
class CertificateSeals {

    private final Seals seals;

    CertificateSeals(Seals seals) {
        this.seals = seals;
    }

    byte[] of(CertificateCard card) {
        return seals.of("certificate", String.join("\n", card.teacher().toString(), card.id().toString(), card.program().toString(), card.number(),
            card.code().value(), card.issuedAt().truncatedTo(ChronoUnit.MICROS).toString(), Json.write(card.facts())));
    }
}
