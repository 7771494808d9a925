package org.xingtan.certificate;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where anybody sees whether a certificate holds, and what it really says. */
@Controller
class VerificationPages {

    private final Certificates certificates;
    private final CertificateRows rows;

    VerificationPages(Certificates certificates, CertificateRows rows) {
        this.certificates = certificates;
        this.rows = rows;
    }

    @GetMapping("/verification")
    ModelAndView form(@RequestParam(required = false) @Nullable String code) {
        if (code == null || code.isBlank()) {
            return new ModelAndView("certificate/verification");
        }
        return VerificationCode.parse(code)
            .map(parsed -> new ModelAndView("redirect:/verification/" + parsed.value()))
            .orElseGet(() -> unknown(code));
    }

    @GetMapping("/verification/{code}")
    ModelAndView verified(@PathVariable String code, Locale locale) {
        return VerificationCode.parse(code).flatMap(certificates::find).map(card -> verified(card, locale)).orElseGet(() -> unknown(code));
    }

    private ModelAndView verified(CertificateCard card, Locale locale) {
        var view = new ModelAndView("certificate/verified", Map.of("row", rows.row(card, locale)));
        if (card.supersededBy() != null) {
            view.addObject("successor", certificates.findByNumber(card.supersededBy()).orElse(null));
        }
        return view;
    }

    /** What was typed stays in the field. */
    private static ModelAndView unknown(String code) {
        return new ModelAndView("certificate/verification", Map.of("typed", code.length() > 64 ? code.substring(0, 64) : code), HttpStatus.NOT_FOUND);
    }
}
