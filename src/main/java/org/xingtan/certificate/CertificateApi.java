package org.xingtan.certificate;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.web.Page;

/** A person's own certificates, and what anybody may know who holds a code. */
@RestController
@RequestMapping("/api/v1")
class CertificateApi {

    /** @param verification the code */
    record MineJson(UUID id, UUID program, String number, String title, String programTitle, String name, String unit, CreditHours hours,
                    LocalDate completedOn, LocalDate issuedOn, CertificateCard.State state, @Nullable String supersededBy,
                    String verification, String pdf) {

        static MineJson of(CertificateCard card) {
            var facts = card.facts();
            return new MineJson(card.id(), card.program().value(), card.number(), facts.title(), facts.program(), facts.name(), facts.unit(),
                facts.hours(), facts.completedOn(), facts.issuedOn(), card.state(), card.supersededBy(), card.code().value(),
                "/certificates/" + card.id() + ".pdf");
        }
    }

    /** @param name masked */
    record VerifiedJson(CertificateCard.State state, String number, String name, String unit, String title, String programTitle,
                        CreditHours hours, LocalDate completedOn, LocalDate issuedOn, int ruleVersion, @Nullable String notice, String issuer,
                        @Nullable String supersededBy) {

        static VerifiedJson of(CertificateCard card) {
            var facts = card.facts();
            return new VerifiedJson(card.state(), card.number(), facts.maskedName(), facts.unit(), facts.title(), facts.program(),
                facts.hours(), facts.completedOn(), facts.issuedOn(), facts.ruleVersion(), facts.notice(), facts.issuer(), card.supersededBy());
        }
    }

    private final Certificates certificates;

    CertificateApi(Certificates certificates) {
        this.certificates = certificates;
    }

    @GetMapping("/me/certificates")
    Page<MineJson> mine(Actor actor, @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        return Page.part(certificates.ofTeacher(actor.teacher()), CertificateApi::place, card -> card.id().toString(), limit, cursor).map(MineJson::of);
    }

    /** The newest comes first. */
    private static String place(CertificateCard card) {
        return "%020d".formatted(Long.MAX_VALUE - card.issuedAt().toEpochMilli());
    }

    @GetMapping("/verification/{code}")
    VerifiedJson verification(@PathVariable String code) {
        return VerificationCode.parse(code).flatMap(certificates::find).map(VerifiedJson::of).orElseThrow(() -> new NotFound("code"));
    }
}
