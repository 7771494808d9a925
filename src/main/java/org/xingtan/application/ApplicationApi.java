package org.xingtan.application;

import java.time.Clock;
import java.util.List;
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
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Dates;

/** Applications and reviews, for other systems. */
@RestController
@RequestMapping("/api/v1")
class ApplicationApi {

    record Request(@Nullable String statement, @Nullable List<@Nullable String> attachments) {

        Apply.Submission submission() {
            return new Apply.Submission(null, statement == null ? "" : statement, attachments == null ? null : attachments.stream().map(Request::attachment).toList());
        }

        /** One that is none of his is told of by whoever looks for it. */
        private static DocumentId attachment(@Nullable String id) {
            try {
                return DocumentId.of(id == null ? "" : id);
            } catch (NotFound e) {
                throw new Problem(400, "error.malformed");
            }
        }
    }

    /** @param shown how often the application had been sent when it was read; may be left out */
    record ReviewRequest(@Nullable String decision, @Nullable String reason, @Nullable Integer shown) {}

    /** @param reserve passed on beyond the places of whoever decided */
    record StepJson(String level, String deadline, String state, boolean reserve, @Nullable String by, @Nullable String at, @Nullable String reason) {}

    record HistoryJson(String id, String act, @Nullable String level, String at, String by, @Nullable String reason) {}

    record ApplicationJson(String id, String program, String state, String statement, @Nullable Integer turn, String submittedAt, int sent, List<StepJson> steps,
                           List<HistoryJson> history, List<FileJson> attachments) {}

    record FileJson(String id, String name) {}

    record UploadJson(String id) {}

    record ReviewJson(String id, String level, String decision) {}

    private final Apply apply;
    private final ReviewApplication review;
    private final ApplicationFiles files;
    private final Attachments attachments;
    private final Clock clock;

    ApplicationApi(Apply apply, ReviewApplication review, ApplicationFiles files, Attachments attachments, Clock clock) {
        this.apply = apply;
        this.review = review;
        this.files = files;
        this.attachments = attachments;
        this.clock = clock;
    }

    /** Keeps a file for an application that is still to come, or to be corrected. */
    @PostMapping("/applications/attachments")
    @ResponseStatus(HttpStatus.CREATED)
    UploadJson upload(Actor actor, @RequestParam MultipartFile file) {
        return attachments.keep(actor.teacher(), List.of(file)).stream().findFirst().map(it -> new UploadJson(it.toString()))
            .orElseThrow(() -> new Problem(400, "error.malformed"));
    }

    /** 201 for one that is new; 200 for the one that says the same, or was returned and is corrected by this. */
    @PostMapping("/programs/{program}/applications")
    ResponseEntity<ApplicationJson> apply(Actor actor, @PathVariable String program, @RequestBody Request request) {
        var now = clock.instant();
        var one = apply.apply(actor, ProgramId.of(program), request.submission(), now);
        return ResponseEntity.status(one.submittedAt().equals(now) ? HttpStatus.CREATED : HttpStatus.OK).body(json(files.of(actor.teacher(), one.id())));
    }

    @GetMapping("/applications/{id}")
    ApplicationJson one(Actor actor, @PathVariable String id) {
        var chain = review.look(actor, Uuids.parse(id), clock.instant());
        return json(files.of(chain));
    }

    @PutMapping("/applications/{id}")
    ApplicationJson correct(Actor actor, @PathVariable String id, @RequestBody Request request) {
        var application = Uuids.parse(id);
        apply.correct(actor, application, request.submission());
        return json(files.of(actor.teacher(), application));
    }

    /** @param reason why an admission is given up; may be left out */
    @DeleteMapping("/applications/{id}")
    ResponseEntity<Void> withdraw(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String reason) {
        apply.withdraw(actor, Uuids.parse(id), reason);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/applications/{id}/reviews")
    @ResponseStatus(HttpStatus.CREATED)
    ReviewJson review(Actor actor, @PathVariable String id, @RequestBody ReviewRequest request) {
        var application = Uuids.parse(id);
        review.look(actor, application, clock.instant());
        var made = review.review(actor, application, new ReviewApplication.Seen(null, request.shown()), decision(request.decision()), request.reason() == null ? "" : request.reason());
        return new ReviewJson(made.id().toString(), made.level().name(), made.decision().name());
    }

    @DeleteMapping("/reviews/{id}")
    ResponseEntity<Void> undo(Actor actor, @PathVariable String id) {
        review.undo(actor, Uuids.parse(id));
        return ResponseEntity.noContent().build();
    }

    static ReviewApplication.Decision decision(@Nullable String name) {
        for (var decision : ReviewApplication.Decision.values()) {
            if (decision.name().equals(name)) {
                return decision;
            }
        }
        throw new Problem(400, "error.malformed");
    }

    private static ApplicationJson json(ApplicationFiles.View view) {
        var one = view.one();
        return new ApplicationJson(one.id().toString(), one.program().toString(), one.state().name(), one.statement(), view.turn(),
            Dates.rfc3339(one.submittedAt()), view.chain().sent(),
            view.steps().stream().map(it -> new StepJson(it.level().name(), Dates.rfc3339(it.deadline()), it.state().name(), it.reserve(), it.by(),
                it.at() == null ? null : Dates.rfc3339(it.at()), it.reason())).toList(),
            view.history().stream().map(ApplicationFiles.Line::step).map(it -> new HistoryJson(it.id().toString(), it.act().name(), it.level() == null ? null : it.level().name(),
                Dates.rfc3339(it.at()), it.byName(), it.reason().isEmpty() ? null : it.reason())).toList(),
            view.attachments().stream().map(it -> new FileJson(it.id().toString(), it.name())).toList());
    }
}
