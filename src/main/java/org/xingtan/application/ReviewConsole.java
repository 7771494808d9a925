package org.xingtan.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Application.Step;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.application.ReviewApplication.Seen;
import org.xingtan.application.ReviewQueue.Which;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.directory.Vocabulary;
import org.xingtan.document.DocumentId;
import org.xingtan.enrollment.AwayAlready;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.web.Page;
import org.xingtan.safety.OccasionSource;

/** Applications for those who review: what lies with their units, one after another or many at once. */
@Controller
@RequestMapping("/console/applications")
public class ReviewConsole {

    /** Its place in the console, and what is held in person. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area applicationConsoleArea() {
            return new Area("applications", "application.area", Area.Group.TRAINING, "people", Task.REVIEW_APPLICATIONS, 7);
        }

        @Bean
        OccasionSource callOccasions() {
            return new OccasionSource("CALL", "application.occasion", "application.occasion_card");
        }
    }

    /** A part of a list. @param count how many there are in all @param rooms how the places of the reader's own units stand */
    public record QueueView(Call call, Which which, Page<ReviewQueue.Row> page, int count, List<QuotaLaw.Room> rooms, Vocabulary words) {}

    /**
     * One application in front of a reviewer.
     *
     * @param turn     whether it lies with a unit of his, and is not his own
     * @param verdict  whether it can be passed on within the places
     * @param undoable the review that he can take back; null for none
     * @param beside   who else of the school is away on days of the training, or may be, while the school decides; null for whoever cannot decide
     */
    public record CaseView(ApplicationFiles.View file, PersonCard person, boolean turn, boolean own, Verdict verdict, Verdict reserve, boolean returns, boolean rejects,
                           @Nullable Undoable undoable, @Nullable Beside beside, Vocabulary words) {}

    /**
     * What the school has let go already.
     *
     * @param away   how many are away on the fullest day of the training; null for nobody
     * @param passed how many others the school has passed on to trainings of the same days, on which nobody has decided yet
     */
    public record Beside(AwayAlready.@Nullable Fullest away, int passed) {}

    /**
     * A review that can be taken back.
     *
     * @param until when it can be decided anew; null for until the list is published
     * @param gone  whether it goes on by itself instead: its school must not block, and its day is over
     */
    public record Undoable(String review, @Nullable Instant until, boolean gone) {

        static @Nullable Undoable of(Call call, Chain chain, Step last, List<Step> history, Instant now) {
            var before = chain.without(last, history, call);
            return before.isOver(call, now) ? null : new Undoable(last.id().toString(), before.closes(), last.level() == Level.SCHOOL && before.level() != Level.SCHOOL);
        }
    }

    private final ReviewApplication review;
    private final ReviewBulk bulk;
    private final KeepCall keep;
    private final ApplicationFiles files;
    private final ReviewQueue queue;
    private final Seeing seeing;

    ReviewConsole(ReviewApplication review, ReviewBulk bulk, KeepCall keep, ApplicationFiles files, ReviewQueue queue, Seeing seeing) {
        this.review = review;
        this.bulk = bulk;
        this.keep = keep;
        this.files = files;
        this.queue = queue;
        this.seeing = seeing;
    }

    /** An application on which somebody has just decided, and whose it is. */
    public record Done(Application one, String name) {}

    /** What reviewers see beside. */
    @Component
    record Seeing(Access access, ReviewRules rules, Applications applications, Attachments attachments, People people, Vocabulary words, Clock clock, ObjectProvider<AwayAlready> away) {}

    @GetMapping("/calls/{program}/queue")
    ModelAndView queue(Actor actor, @PathVariable String program, @RequestParam(required = false) @Nullable String which,
                       @RequestParam(required = false) @Nullable String after, @RequestParam(required = false) @Nullable String done) {
        var call = keep.look(actor, ProgramId.of(program));
        var scope = seeing.access.scope(actor, Task.REVIEW_APPLICATIONS);
        var now = seeing.clock.instant();
        var chosen = Which.of(which);
        return new ModelAndView("application/queue", "view", new QueueView(call, chosen, queue.page(call.program(), scope, chosen, now, after, Page.limit(null)),
            queue.count(call.program(), scope, chosen, now),
            seeing.rules.law(call, now).rooms().stream().filter(room -> scope.paths().contains(room.row().unit().path()) && !room.row().eachSchool()).toList(), seeing.words))
            .addObject("done", done(actor, done));
    }

    /** What somebody has just decided; null where it is nothing of his. */
    private @Nullable Done done(Actor actor, @Nullable String id) {
        try {
            var one = id == null ? null : review.look(actor, Uuids.parse(id), seeing.clock.instant()).application();
            return one == null ? null : new Done(one, seeing.people.find(one.teacher()).orElseThrow().name());
        } catch (NotFound e) {
            return null;
        }
    }

    /** @param done the one on which he has just decided */
    @GetMapping("/{id}")
    ModelAndView one(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        var now = seeing.clock.instant();
        var chain = review.look(actor, Uuids.parse(id), now);
        var one = chain.application();
        var call = keep.look(actor, one.program());
        var scope = seeing.access.scope(actor, Task.REVIEW_APPLICATIONS);
        var own = one.teacher().equals(actor.teacher());
        var turn = one.state() == Application.State.SUBMITTED && chain.levels(scope).contains(chain.level()) && !own;
        var law = seeing.rules.law(call, now);
        var history = seeing.applications.history(one.teacher(), one.id());
        var last = Chain.last(history);
        var undoable = last != null && chain.isBy(last, scope) && !call.isListed() && call.cancelled() == null && !own && !Chain.isOverruling(last, history);
        return new ModelAndView("application/case", "view", new CaseView(files.of(chain), seeing.people.find(one.teacher()).orElseThrow(),
            turn, own, seeing.rules.verdict(call, law, chain, Decision.APPROVE, now), seeing.rules.verdict(call, law, chain, Decision.RESERVE, now),
            seeing.rules.verdict(call, law, chain, Decision.RETURN, now).met(), seeing.rules.verdict(call, law, chain, Decision.REJECT, now).met(),
            undoable ? Undoable.of(call, chain, last, history, now) : null,
            turn && chain.level() == Level.SCHOOL ? beside(call, chain, now) : null, seeing.words)).addObject("done", done(actor, done));
    }

    private Beside beside(Call call, Chain chain, Instant now) {
        var training = call.terms().training();
        var days = training.days().stream().flatMap(it -> it.first().datesUntil(it.last().plusDays(1))).toList();
        var away = seeing.away.stream().flatMap(it -> it.on(days, chain.school().id(), chain.application().teacher()).stream()).findFirst().orElse(null);
        return new Beside(away, queue.passedOn(training, chain.school().id(), chain.application().teacher(), now));
    }

    @GetMapping("/{id}/attachments/{document}")
    ResponseEntity<Resource> attachment(Actor actor, @PathVariable String id, @PathVariable String document, @RequestHeader HttpHeaders request) {
        return seeing.attachments.take(actor, review.look(actor, Uuids.parse(id), seeing.clock.instant()), DocumentId.of(document), request);
    }

    /**
     * Then to the next one that waits, or back to the list. Sent again by the same person it is the same.
     *
     * @param level where the application lay when the reader saw it: a second press never decides at another one
     * @param shown how often it had been sent then: nobody decides about what he has not read
     */
    @PostMapping("/{id}/review")
    String review(Actor actor, @PathVariable String id, @RequestParam String decision, @RequestParam(required = false) @Nullable String level,
                  @RequestParam(required = false) @Nullable Integer shown, @RequestParam(defaultValue = "") String reason) {
        var one = review.look(actor, Uuids.parse(id), seeing.clock.instant()).application();
        var wanted = ApplicationApi.decision(decision);
        var at = level == null || level.isEmpty() ? null : level(level);
        var last = Chain.last(seeing.applications.history(one.teacher(), one.id()));
        var before = last != null && last.by().equals(actor.teacher()) && ReviewApplication.is(wanted, last.act()) && last.level() == at;
        if (!before) {
            review.review(actor, one.id(), new Seen(at, shown), wanted, reason);
        }
        var scope = seeing.access.scope(actor, Task.REVIEW_APPLICATIONS);
        return "redirect:" + queue.next(one.program(), scope, actor.teacher(), seeing.clock.instant())
            .map(ReviewQueue.Row::href).orElse("/console/applications/calls/" + one.program() + "/queue") + "?done=" + one.id();
    }

    @PostMapping("/reviews/{review}/removal")
    String undo(Actor actor, @PathVariable String review, @RequestParam String application) {
        var back = Uuids.parse(application);
        this.review.undo(actor, Uuids.parse(review));
        return "redirect:/console/applications/" + back;
    }

    @PostMapping("/calls/{program}/bulk")
    ModelAndView preview(Actor actor, @PathVariable String program, @RequestParam(defaultValue = "") List<String> application, @RequestParam String decision,
                         @RequestParam(defaultValue = "") String reason) {
        var call = keep.look(actor, ProgramId.of(program));
        var wanted = ApplicationApi.decision(decision);
        if (!wanted.passesOn() && reason.isBlank()) {
            throw new Problem(422, "application.bulk.reason");
        }
        return bulk("preview", call, wanted, reason, bulk.preview(actor, call.program(), chosen(application), wanted));
    }

    @PostMapping("/calls/{program}/bulk/decision")
    ModelAndView decide(Actor actor, @PathVariable String program, @RequestParam(defaultValue = "") List<String> application,
                        @RequestParam(defaultValue = "") List<String> level, @RequestParam String decision, @RequestParam(defaultValue = "") String reason) {
        var call = keep.look(actor, ProgramId.of(program));
        var wanted = ApplicationApi.decision(decision);
        return bulk("done", call, wanted, reason, bulk.decide(actor, call.program(), chosen(application), level.stream().map(ReviewConsole::level).toList(), wanted,
            reason));
    }

    private static List<ReviewBulk.Chosen> chosen(List<String> keys) {
        return keys.stream().map(ReviewBulk.Chosen::of).toList();
    }

    /** Read when it is known that the reader may ask at all. */
    private static Level level(String name) {
        return java.util.Arrays.stream(Level.values()).filter(it -> it.name().equals(name)).findFirst().orElseThrow(() -> new Problem(400, "error.malformed"));
    }

    private ModelAndView bulk(String stage, Call call, Decision decision, String reason, List<ReviewBulk.Outcome> outcomes) {
        var names = queue.names(outcomes.stream().map(it -> it.chain().application().teacher()).toList());
        return new ModelAndView("application/bulk").addObject("call", call).addObject("done", stage.equals("done")).addObject("decision", decision)
            .addObject("reason", reason).addObject("outcomes", ReviewBulk.named(outcomes, names));
    }
}
