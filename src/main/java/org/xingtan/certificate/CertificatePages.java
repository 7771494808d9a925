package org.xingtan.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** A person's certificates and their files. */
@Controller
class CertificatePages {

    private final Certificates certificates;
    private final CertificateList list;
    private final CertificateRows rows;
    private final CertificatePdf pdf;
    private final ReissueCertificate reissue;
    private final Access access;

    CertificatePages(Certificates certificates, CertificateList list, CertificateRows rows, CertificatePdf pdf, ReissueCertificate reissue,
                     Access access) {
        this.certificates = certificates;
        this.list = list;
        this.rows = rows;
        this.pdf = pdf;
        this.reissue = reissue;
        this.access = access;
    }

    @GetMapping("/certificates")
    String mine(Actor actor, Locale locale, Model model) {
        model.addAttribute("certificates", certificates.ofTeacher(actor.teacher()).stream().map(card -> rows.own(card, locale)).toList());
        return "certificate/mine";
    }

    @PostMapping("/certificates/{id}/renewal")
    String renew(Actor actor, @PathVariable String id) {
        reissue.renew(actor, Uuids.parse(id));
        return "redirect:/certificates";
    }

    /** @param teacher whose it is, where the link knows: the way that looks up by person */
    @GetMapping("/certificates/{id}.pdf")
    ResponseEntity<byte[]> file(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String teacher) {
        var card = readable(actor, Uuids.parse(id), teacher == null ? actor.teacher() : TeacherId.of(teacher));
        return pdf(pdf.of(card), card.number() + ".pdf");
    }

    private CertificateCard readable(Actor actor, UUID id, TeacherId teacher) {
        var card = certificates.find(teacher, id);
        if (card.isPresent() && !teacher.equals(actor.teacher())) {
            access.require(actor, Task.PRINT_CERTIFICATES, card.get().organization());
        }
        return card.or(() -> list.find(access.scope(actor, Task.PRINT_CERTIFICATES), id)).orElseThrow(() -> new NotFound(id));
    }

    static ResponseEntity<byte[]> pdf(byte[] bytes, String name) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
            .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(name, StandardCharsets.UTF_8).build().toString())
            .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
            .body(bytes);
    }
}
