package org.xingtan.showcase;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;

/** Typical cases: nominate one, forward or return it, publish and withdraw it. */
@Controller
@RequestMapping("/console/cases")
class ShowcaseConsole {

    private final LookAtCases look;
    private final NominateCase nominate;
    private final DecideCase decide;

    ShowcaseConsole(LookAtCases look, NominateCase nominate, DecideCase decide) {
        this.look = look;
        this.nominate = nominate;
        this.decide = decide;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "all") String which, @RequestParam(required = false) @Nullable String after) {
        var waiting = which.equals("waiting");
        return new ModelAndView("showcase/console").addObject("page", look.list(actor, waiting, after)).addObject("waiting", waiting)
            .addObject("units", look.units(actor)).addObject("programs", look.programs(actor)).addObject("next", Uuids.next());
    }

    @PostMapping
    String begin(Actor actor, @RequestParam String id, @RequestParam String program, @RequestParam OrganizationId organization,
                 @RequestParam(defaultValue = "") String title) {
        nominate.begin(actor, Uuids.parse(id), look.program(ProgramId.of(program)), organization, title);
        return page(id);
    }

    @GetMapping("/{id}")
    ModelAndView one(Actor actor, @PathVariable String id) {
        return new ModelAndView("showcase/file", "view", look.one(actor, Uuids.parse(id)));
    }

    /** Saved as a draft, or handed in. */
    @PostMapping("/{id}")
    String write(Actor actor, @PathVariable String id, @RequestParam int version, @RequestParam MultiValueMap<String, String> sent,
                 @RequestParam(required = false) @Nullable List<MultipartFile> files) {
        var words = new NominateCase.Words(Uuids.parse(id), version, text(sent), files == null ? List.of() : files);
        if (sent.containsKey("handIn")) {
            nominate.submit(actor, words);
        } else {
            nominate.save(actor, words);
        }
        return page(id);
    }

    @PostMapping("/{id}/approval")
    String approve(Actor actor, @PathVariable String id, @RequestParam int version, @RequestParam(defaultValue = "") String reason) {
        decide.approve(actor, Uuids.parse(id), version, reason);
        return page(id);
    }

    @PostMapping("/{id}/return")
    String giveBack(Actor actor, @PathVariable String id, @RequestParam int version, @RequestParam(defaultValue = "") String reason) {
        decide.giveBack(actor, Uuids.parse(id), version, reason);
        return page(id);
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable String id, @RequestParam int version, @RequestParam(defaultValue = "") String reason) {
        decide.withdraw(actor, Uuids.parse(id), version, reason);
        return page(id);
    }

    @GetMapping("/{id}/files/{document}")
    ResponseEntity<Resource> file(Actor actor, @PathVariable String id, @PathVariable String document, @RequestHeader HttpHeaders request) {
        return look.file(actor, Uuids.parse(id), DocumentId.of(document), request);
    }

    @PostMapping("/{id}/files/{document}/removal")
    String detach(Actor actor, @PathVariable String id, @PathVariable String document, @RequestParam int version) {
        nominate.detach(actor, Uuids.parse(id), version, DocumentId.of(document));
        return page(id);
    }

    /** Each author stands in a field of his own with the tick that he has agreed. */
    private static CaseText text(MultiValueMap<String, String> sent) {
        var fields = IntStream.range(0, CaseText.AUTHORS).mapToObj(n -> field(sent, "author" + n)).toList();
        var agreed = IntStream.range(0, CaseText.AUTHORS).filter(n -> sent.containsKey("agreed" + n)).mapToObj(fields::get).toList();
        var report = field(sent, "report");
        UUID call = report.isEmpty() ? null : Uuids.parse(report);
        return new CaseText(field(sent, "title"), fields, agreed, field(sent, "summary"), field(sent, "text"), call);
    }

    private static String field(MultiValueMap<String, String> sent, String name) {
        var value = sent.getFirst(name);
        return value == null ? "" : value;
    }

    private static String page(String id) {
        return "redirect:/console/cases/" + Uuids.parse(id);
    }
}
