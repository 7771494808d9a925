package org.xingtan.recognition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.document.Papers;
import org.xingtan.document.SentFiles;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Uuids;

/** A teacher's hours from outside: claim them, see what would come of it, follow the review, put right, take back. */
@Controller
@RequestMapping("/recognitions")
public class RecognitionController {

    /**
     * The form, empty or as it came back.
     *
     * @param action where it is sent
     * @param themes those of the year of its last day
     * @param strange what was chosen and is none of them; null when there is no such thing
     * @param day    how many hours a day of that year holds
     * @param files  what was brought so far
     * @param ruling what would come of it; null before it was asked
     * @param refused why some of the files that were just sent are not among them
     */
    public record Form(UUID id, String action, ClaimForm form, List<Kind> kinds, Map<String, Localized> categories, Map<String, Localized> themes, @Nullable Localized strange,
                       int year, org.xingtan.platform.CreditHours day, List<DocumentCard> files, @Nullable Looked ruling, LocalDate today, List<Papers.NotTaken> refused) {}

    /** @param refused why of some files nothing was kept */
    private record Brought(List<DocumentId> files, List<Papers.NotTaken> refused) {}

    /** What would come of a claim. */
    public record Looked(org.xingtan.platform.Verdict verdict, org.xingtan.platform.CreditHours converted, org.xingtan.platform.CreditHours recognized) {

        static Looked of(ClaimRules.Ruling ruling) {
            return new Looked(ruling.verdict(), ruling.converted(), ruling.recognized());
        }
    }

    private final LookAtClaims look;
    private final FileClaim file;
    private final TakeBack takeBack;
    private final FileClaim.Ground ground;
    private final ClaimRules rules;
    private final Documents documents;

    RecognitionController(LookAtClaims look, FileClaim file, TakeBack takeBack, FileClaim.Ground ground, ClaimRules rules, Documents documents) {
        this.look = look;
        this.file = file;
        this.takeBack = takeBack;
        this.ground = ground;
        this.rules = rules;
        this.documents = documents;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("recognition/mine", "page", look.of(actor.teacher(), after, LookAtClaims.ROWS));
    }

    @GetMapping("/new")
    ModelAndView form(Actor actor) {
        return new ModelAndView("recognition/form", "view", form(actor, null, Uuids.next(), ClaimForm.EMPTY, null, List.of()));
    }

    /** @param act {@code send}, or anything else to see what would come of it */
    @PostMapping
    ModelAndView file(Actor actor, @RequestParam String id, @ModelAttribute ClaimForm typed, @RequestParam(required = false) @Nullable List<MultipartFile> files,
                      @RequestParam(defaultValue = "look") String act) {
        var brought = bring(actor, files);
        var form = typed.with(brought.files);
        var ruling = file.look(actor, null, form);
        if (act.equals("send") && brought.refused.isEmpty() && (ruling.verdict().met() || file.isFiled(actor, form))) {
            return new ModelAndView("redirect:/recognitions/" + file.file(actor, Uuids.parse(id), form).claim().id());
        }
        return again(form(actor, null, Uuids.parse(id), form, ruling, brought.refused), act);
    }

    @GetMapping("/{id}")
    ModelAndView one(Actor actor, @PathVariable String id) {
        return new ModelAndView("recognition/claim", "file", look.one(actor.teacher(), Uuids.parse(id)));
    }

    @GetMapping("/{id}/correction")
    ModelAndView correction(Actor actor, @PathVariable String id) {
        var claim = look.one(actor.teacher(), Uuids.parse(id));
        var form = ClaimForm.of(claim.claim(), claim.evidence().stream().map(DocumentCard::id).toList());
        return new ModelAndView("recognition/form", "view", form(actor, claim.claim(), claim.claim().id(), form, null, List.of()));
    }

    @PostMapping("/{id}/correction")
    ModelAndView correct(Actor actor, @PathVariable String id, @ModelAttribute ClaimForm typed, @RequestParam(required = false) @Nullable List<MultipartFile> files,
                         @RequestParam(defaultValue = "look") String act) {
        var claim = look.one(actor.teacher(), Uuids.parse(id)).claim();
        var brought = bring(actor, files);
        var form = typed.with(brought.files);
        var ruling = file.look(actor, claim, form);
        if (act.equals("send") && brought.refused.isEmpty() && ruling.verdict().met()) {
            return new ModelAndView("redirect:/recognitions/" + file.correct(actor, claim.id(), form).id());
        }
        return again(form(actor, claim, claim.id(), form, ruling, brought.refused), act);
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable String id) {
        takeBack.withdraw(actor, Uuids.parse(id));
        return "redirect:/recognitions/" + id;
    }

    @GetMapping("/{id}/evidence/{document}")
    ResponseEntity<Resource> evidence(Actor actor, @PathVariable String id, @PathVariable String document, @RequestHeader HttpHeaders request) {
        var wanted = DocumentId.of(document);
        var found = look.one(actor.teacher(), Uuids.parse(id)).evidence().stream().filter(it -> it.id().equals(wanted)).findFirst()
            .orElseThrow(() -> new NotFound(wanted));
        return documents.download(found.id(), request);
    }

    private static void requireRoom(int kept, MultipartFile sent) {
        if (kept == ClaimForm.MOST_FILES) {
            throw new Papers.NotTaken(422, "recognition.evidence.many", SentFiles.name(sent), ClaimForm.MOST_FILES);
        }
    }

    /** What is not taken keeps nothing else from being kept: the form comes back with the rest. */
    private Brought bring(Actor actor, @Nullable List<MultipartFile> files) {
        var kept = new ArrayList<DocumentId>();
        var refused = new ArrayList<Papers.NotTaken>();
        for (var sent : files == null ? List.<MultipartFile>of() : files.stream().filter(it -> !it.isEmpty()).toList()) {
            try {
                requireRoom(kept.size(), sent);
                kept.add(ground.evidence().bring(actor.teacher(), sent).id());
            } catch (Papers.NotTaken e) {
                refused.add(e);
            }
        }
        return new Brought(kept, refused);
    }

    /** @param before the claim that is put right: what it may be is said where it was filed */
    private Form form(Actor actor, @Nullable Claim before, UUID id, ClaimForm form, ClaimRules.@Nullable Ruling ruling, List<Papers.NotTaken> refused) {
        var jurisdiction = before == null ? ground.jurisdiction(actor.teacher()) : before.jurisdiction();
        var action = before == null ? "/recognitions" : "/recognitions/" + id + "/correction";
        var year = ClaimForm.day(form.to()).orElse(rules.today()).getYear();
        var kinds = ground.kinds();
        var themes = kinds.themes(jurisdiction, year);
        var theme = ClaimForm.text(form.theme());
        var strange = theme.isEmpty() || themes.containsKey(theme) || !form.isReadableTheme() ? null : kinds.theme(jurisdiction, theme);
        var named = form.files().stream().filter(it -> it.length() == 36).map(DocumentId::of).toList();
        return new Form(id, action, form, kinds.inForce(jurisdiction), kinds.categories(jurisdiction, year), themes, strange, year, kinds.day(jurisdiction, year),
            ground.evidence().brought(actor.teacher(), named), ruling == null ? null : Looked.of(ruling), rules.today(), refused);
    }

    private static ModelAndView again(Form form, String act) {
        var view = new ModelAndView("recognition/form", "view", form);
        view.setStatus(act.equals("send") ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return view;
    }
}
