package org.xingtan.recognition;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.web.VerdictJson;

/** Hours from outside, for other systems. */
@RestController
@RequestMapping("/api/v1")
class RecognitionApi {

    /** @param kind absent for the first one that takes the category */
    record Filing(@Nullable String category, @Nullable String title, @Nullable String from, @Nullable String to, @Nullable String hours,
                  @Nullable List<@Nullable String> evidence, @Nullable String kind, @Nullable String theme, @Nullable String number) {

        /** @throws Problem 400 when hours are no number, a day is no day or a file no id; one that is none of his is told of by the verdict */
        ClaimForm form() {
            var form = new ClaimForm(kind, category, theme, title, number, from, to, hours, evidence);
            if (!form.isWellFormed() || evidence != null && !evidence.stream().allMatch(it -> it != null && ClaimForm.isId(it))) {
                throw new Problem(400, "error.malformed");
            }
            return form;
        }
    }

    record StepJson(String level, @Nullable String deadline, String state, @Nullable String by, @Nullable String at, String reason, @Nullable String review) {

        static StepJson of(Claim.Step step) {
            return new StepJson(step.level(), step.dueOn() == null ? null : Dates.rfc3339(org.xingtan.platform.calendar.WorkingDays.endOf(step.dueOn())),
                step.state().name(), step.byName(), step.at() == null ? null : Dates.rfc3339(step.at()), step.reason(),
                step.act() == null ? null : step.act().toString());
        }
    }

    record FileJson(String id, String name, long size) {

        static FileJson of(DocumentCard file) {
            return new FileJson(file.id().toString(), file.name(), file.size());
        }
    }

    record ClaimJson(String id, String state, List<StepJson> steps, String kind, String category, @Nullable String theme, @Nullable String leftOff, String title, @Nullable String number,
                     String from, String to, String hours, @Nullable String recognized, List<FileJson> evidence, VerdictJson verdict, String filedAt) {}

    record Review(String decision, @Nullable String reason) {}

    record ReviewJson(String id, String level, String decision, @Nullable String earned, @Nullable String credited) {}

    record KindJson(String code, String title, String measure, String hours, @Nullable String yearHours, List<String> categories, int evidenceFiles,
                    String evidence, String basis) {}

    private final LookAtClaims look;
    private final FileClaim file;
    private final ReviewClaim review;
    private final TakeBack takeBack;
    private final FileClaim.Ground ground;
    private final Texts texts;

    RecognitionApi(LookAtClaims look, FileClaim file, ReviewClaim review, TakeBack takeBack, FileClaim.Ground ground, Texts texts) {
        this.look = look;
        this.file = file;
        this.review = review;
        this.takeBack = takeBack;
        this.ground = ground;
        this.texts = texts;
    }

    @GetMapping("/recognition-kinds")
    Page<KindJson> kinds(Actor actor, @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor, Locale locale) {
        var kinds = ground.kinds().inForce(ground.jurisdiction(actor.teacher()));
        return Page.part(kinds, it -> "%010d".formatted(it.position()), Kind::code, limit, cursor).map(it -> new KindJson(it.code(), it.title().in(locale), it.measure().name(),
            it.hours().toString(), it.yearHours() == null ? null : it.yearHours().toString(), it.categories(), it.evidenceFiles(), it.evidence(), it.basis()));
    }

    @PostMapping("/recognition-evidence")
    @ResponseStatus(HttpStatus.CREATED)
    FileJson bring(Actor actor, @RequestParam("file") MultipartFile sent) {
        return FileJson.of(ground.evidence().bring(actor.teacher(), sent));
    }

    /** 201 for a claim that is new; 200 for the one that was filed before, when the very same is sent again. */
    @PostMapping("/recognitions")
    ResponseEntity<ClaimJson> file(Actor actor, @RequestBody Filing filing, Locale locale) {
        var filed = file.file(actor, Uuids.next(), filing.form());
        return ResponseEntity.status(filed.fresh() ? HttpStatus.CREATED : HttpStatus.OK).body(json(look.one(actor.teacher(), filed.claim().id()), locale));
    }

    /** @param which {@code own} for the asker's own, otherwise as the lists of the console are called */
    @GetMapping("/recognitions")
    Page<ClaimJson> list(Actor actor, @RequestParam(defaultValue = "own") String which, @RequestParam(required = false) @Nullable Integer limit,
                         @RequestParam(required = false) @Nullable String cursor, Locale locale) {
        var rows = Page.limit(limit);
        var page = which.equals("own") ? look.of(actor.teacher(), cursor, rows) : look.list(actor, ReviewQueue.Filter.of(which, null), cursor, rows).page();
        return look.listed(page).map(it -> json(it, locale));
    }

    @GetMapping("/recognitions/{id}")
    ClaimJson one(Actor actor, @PathVariable String id, Locale locale) {
        return json(look.any(actor, Uuids.parse(id)), locale);
    }

    /** @throws Problem 409 when it was not returned */
    @PutMapping("/recognitions/{id}")
    ClaimJson correct(Actor actor, @PathVariable String id, @RequestBody Filing filing, Locale locale) {
        var before = look.one(actor.teacher(), Uuids.parse(id)).claim();
        var claim = file.correct(actor, before.id(), filing.form());
        return json(look.one(actor.teacher(), claim.id()), locale);
    }

    @DeleteMapping("/recognitions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Actor actor, @PathVariable String id) {
        takeBack.withdraw(actor, Uuids.parse(id));
    }

    @PostMapping("/recognitions/{id}/reviews")
    @ResponseStatus(HttpStatus.CREATED)
    ReviewJson review(Actor actor, @PathVariable String id, @RequestBody Review said) {
        var claim = look.any(actor, Uuids.parse(id)).claim();
        var done = review.review(actor, claim.teacher(), claim.id(), null, RecognitionConsole.decision(said.decision()), said.reason() == null ? "" : said.reason().strip());
        if (!done.fresh()) {
            throw new Problem(409, "recognition.decided");
        }
        var receipt = done.receipt();
        return new ReviewJson(done.id().toString(), done.level(), done.decision().name(), receipt == null ? null : receipt.earned().toPlainString(),
            receipt == null ? null : receipt.credited().toPlainString());
    }

    @DeleteMapping("/recognitions/{id}/reviews/{review}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(Actor actor, @PathVariable String id, @PathVariable String review, @RequestParam(defaultValue = "") String reason) {
        var claim = look.any(actor, Uuids.parse(id)).claim();
        takeBack.undo(actor, claim.teacher(), claim.id(), Uuids.parse(review), reason.strip());
    }

    private ClaimJson json(LookAtClaims.ClaimFile it, Locale locale) {
        return json(new LookAtClaims.Listed(it.claim(), it.steps(), it.evidence(), it.verdict()), locale);
    }

    private ClaimJson json(LookAtClaims.Listed it, Locale locale) {
        var claim = it.claim();
        return new ClaimJson(claim.id().toString(), claim.state().name(), it.steps().stream().map(StepJson::of).toList(), claim.kind(), claim.category(),
            claim.theme(), claim.leftOff(), claim.title(), claim.number(), claim.from().toString(), claim.to().toString(), claim.claimed().toString(),
            claim.recognized() == null ? null : claim.recognized().toString(), it.evidence().stream().map(FileJson::of).toList(),
            VerdictJson.of(it.verdict(), texts, locale), Dates.rfc3339(claim.filedAt()));
    }
}
