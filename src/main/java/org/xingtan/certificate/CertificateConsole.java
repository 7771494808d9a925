package org.xingtan.certificate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.LocalAddress;
import org.xingtan.program.Programs;

/** The certificates of a unit's people: issue them to all who are entitled, print them, revoke them, issue them anew. */
@Controller
@RequestMapping("/console")
class CertificateConsole {

    private final PrintCertificates print;
    private final CertificateRows rows;
    private final Programs programs;
    private final RevokeCertificate revoke;
    private final ReissueCertificate reissue;
    private final IssueToAll issueToAll;

    CertificateConsole(PrintCertificates print, CertificateRows rows, Programs programs, RevokeCertificate revoke, ReissueCertificate reissue,
                       IssueToAll issueToAll) {
        this.print = print;
        this.rows = rows;
        this.programs = programs;
        this.revoke = revoke;
        this.reissue = reissue;
        this.issueToAll = issueToAll;
    }

    @GetMapping("/certificates")
    String list(Actor actor, @RequestParam(required = false) @Nullable String organization,
                @RequestParam(required = false) @Nullable String program, @RequestParam(required = false) @Nullable String after,
                Locale locale, Model model) {
        var filter = print.filter(actor, organization(organization), program(program));
        model.addAttribute("filter", filter);
        model.addAttribute("tops", print.tops(actor));
        model.addAttribute("trail", print.trail(actor, filter));
        model.addAttribute("count", print.count(actor, filter));
        model.addAttribute("counted", PrintCertificates.COUNTED);
        model.addAttribute("units", print.units(actor, filter));
        model.addAttribute("files", print.files(actor, filter));
        model.addAttribute("certificates", print.list(actor, filter, after).map(card -> rows.row(card, locale)));
        model.addAttribute("programs", programs.published().stream().filter(it -> !it.rules().certificate().tracks().isEmpty()).toList());
        model.addAttribute("manages", print.manages(actor));
        issueToAll.offer(actor, filter).ifPresent(offer -> model.addAttribute("offer", offer));
        return "certificate/console";
    }

    @GetMapping("/certificates.pdf")
    ResponseEntity<byte[]> file(Actor actor, @RequestParam(required = false) @Nullable String organization,
                                @RequestParam(required = false) @Nullable String program, @RequestParam(required = false) @Nullable String after) {
        var printed = print.print(actor, print.filter(actor, organization(organization), program(program)), after);
        return CertificatePages.pdf(printed.bytes(), printed.name());
    }

    @PostMapping("/certificates/issuing")
    String issueToAll(Actor actor, @RequestParam String organization, @RequestParam String program) {
        var filter = print.filter(actor, organization(organization), program(program));
        issueToAll.ask(actor, filter);
        return "redirect:/console/certificates?" + filter.query();
    }

    @PostMapping("/certificates/{teacher}/{id}/revocation")
    String revoke(Actor actor, @PathVariable String teacher, @PathVariable String id, @RequestParam(defaultValue = "") String reason,
                  @RequestParam(defaultValue = "/console/certificates") String next) {
        revoke.revoke(actor, TeacherId.of(teacher), Uuids.parse(id), reason);
        return "redirect:" + LocalAddress.of(next);
    }

    @PostMapping("/certificates/{teacher}/{id}/reissue")
    String reissue(Actor actor, @PathVariable String teacher, @PathVariable String id, @RequestParam(defaultValue = "") String reason,
                   @RequestParam(defaultValue = "/console/certificates") String next) {
        reissue.reissue(actor, TeacherId.of(teacher), Uuids.parse(id), reason);
        return "redirect:" + LocalAddress.of(next);
    }

    private static @Nullable OrganizationId organization(@Nullable String id) {
        return id == null || id.isEmpty() ? null : OrganizationId.of(id);
    }

    private static @Nullable ProgramId program(@Nullable String id) {
        return id == null || id.isEmpty() ? null : ProgramId.of(id);
    }
}
