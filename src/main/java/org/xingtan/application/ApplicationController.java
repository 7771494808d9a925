package org.xingtan.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Papers;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Candidates;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.safety.Checklists;

/** Trainings one can apply for, one's applications, and how they came out. */
@Controller
@RequestMapping("/applications")
public class ApplicationController {

    /** A call in the list. @param mine null for who has not applied @param verdict whether he may; null for who has applied */
    public record CallRow(Call call, ApplicationFiles.@Nullable View mine, @Nullable Verdict verdict) {}

    /**
     * The page of a call.
     *
     * @param mine      null for who has not applied
     * @param statement as it came back
     * @param wrong     what is wrong with what was typed; null when nothing is
     */
    public record CallPage(Call call, ProgramDetail program, ApplicationFiles.@Nullable View mine, @Nullable Verdict verdict,
                           List<DefineCall.Extension> extensions, UUID id, String statement, @Nullable Verdict wrong) {}

    /** What follows from an absence. @param barred by the rule of the jurisdiction; empty where there is none @param appeal that was filed; null without one */
    public record Absence(Application.Step step, Verdict barred, @Nullable UUID appeal, boolean mayAppeal) {}

    private final Apply apply;
    private final ApplicationFiles files;
    private final Attachments attachments;
    private final KeepList lists;
    private final Looking looking;

    ApplicationController(Apply apply, ApplicationFiles files, Attachments attachments, KeepList lists, Looking looking) {
        this.apply = apply;
        this.files = files;
        this.attachments = attachments;
        this.lists = lists;
        this.looking = looking;
    }

    /** What the pages of a teacher read. */
    @Component
    record Looking(Calls calls, DefineCall define, Programs programs, Candidates candidates, Applications applications, AbsenceRules absences,
                   ApplicationFiles.Appeals appeals, Checklists safety, Clock clock) {}

    @GetMapping
    ModelAndView list(Actor actor) {
        var mine = files.of(actor.teacher());
        var offered = looking.calls.offeredTo(looking.candidates.of(actor.teacher()).organizationPath());
        var rows = new ArrayList<CallRow>();
        for (var call : offered) {
            if (mine.stream().noneMatch(it -> it.call().program().equals(call.program()) && it.one().state() != Application.State.WITHDRAWN)) {
                rows.add(new CallRow(call, null, apply.verdict(call, actor.teacher(), looking.clock.instant())));
            }
        }
        return new ModelAndView("application/mine").addObject("mine", mine).addObject("open", rows);
    }

    @GetMapping("/programs/{program}")
    ModelAndView call(Actor actor, @PathVariable String program) {
        return new ModelAndView("application/call", "view", page(actor, ProgramId.of(program), Uuids.next(), "", null));
    }

    private CallPage page(Actor actor, ProgramId program, UUID id, String statement, @Nullable Verdict wrong) {
        var now = looking.clock.instant();
        var mine = looking.applications.live(actor.teacher(), program, now).map(files::of).orElse(null);
        var call = mine == null ? apply.call(actor.teacher(), program) : mine.call();
        return new CallPage(call, looking.programs.find(program), mine, mine == null ? apply.verdict(call, actor.teacher(), now) : null,
            looking.define.extensions(program), id, statement, wrong);
    }

    @PostMapping("/programs/{program}")
    ModelAndView apply(Actor actor, @PathVariable String program, @RequestParam String id, @RequestParam(defaultValue = "") String statement,
                       @RequestParam(required = false) @Nullable List<MultipartFile> files) {
        var to = ProgramId.of(program);
        var form = new Apply.Submission(Uuids.parse(id), statement, List.of());
        var wrong = Verdict.of(form.condition());
        if (!wrong.met()) {
            var again = new ModelAndView("application/call", "view", page(actor, to, Uuids.parse(id), statement, wrong));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        var call = apply.call(actor.teacher(), to);
        if (looking.applications.live(actor.teacher(), to, looking.clock.instant()).isEmpty()) {
            apply.verdict(call, actor.teacher(), looking.clock.instant()).orRefuse();
        }
        try {
            var kept = attachments.keep(actor.teacher(), given(files));
            return new ModelAndView("redirect:/applications/" + apply.apply(actor, to, new Apply.Submission(form.id(), statement, kept.isEmpty() ? null : kept)).id());
        } catch (Papers.NotTaken e) {
            return again(new ModelAndView("application/call", "view", page(actor, to, Uuids.parse(id), statement, null)), e);
        }
    }

    /** Why a file was not taken is said above the form as it was typed. */
    private static ModelAndView again(ModelAndView form, Papers.NotTaken why) {
        form.setStatus(HttpStatus.valueOf(why.status()));
        return form.addObject("refused", why);
    }

    @GetMapping("/{id}")
    ModelAndView one(Actor actor, @PathVariable String id) {
        return page(files.of(actor.teacher(), Uuids.parse(id)), null, null);
    }

    private ModelAndView page(ApplicationFiles.View view, @Nullable String typed, @Nullable Verdict wrong) {
        return new ModelAndView("application/one", "view", view).addObject("typed", typed).addObject("wrong", wrong).addObject("absence", absence(view))
            .addObject("safety", view.one().state() == Application.State.ADMITTED ? looking.safety.state(view.call().program().value()).orElse(null) : null);
    }

    private @Nullable Absence absence(ApplicationFiles.View view) {
        var one = view.one();
        var said = view.absence();
        return said == null || one.state() != Application.State.ABSENT ? null
            : new Absence(said, Verdict.of(looking.absences.condition(one.teacher(), view.call().owner().path(), view.now()).stream().toList()),
                looking.appeals.filed(one.teacher(), one.id()).orElse(null), looking.appeals.mayFile(one.teacher(), one.id()));
    }

    @PostMapping("/{id}/correction")
    ModelAndView correct(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String statement,
                         @RequestParam(defaultValue = "") List<String> keep, @RequestParam(required = false) @Nullable List<MultipartFile> files) {
        var view = this.files.of(actor.teacher(), Uuids.parse(id));
        var wrong = Verdict.of(new Apply.Submission(null, statement, List.of()).condition());
        if (!wrong.met()) {
            var again = page(view, statement, wrong);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        try {
            var documents = new ArrayList<>(keep.stream().map(DocumentId::of).toList());
            documents.addAll(view.isCorrectable() ? attachments.keep(actor.teacher(), given(files)) : List.of());
            apply.correct(actor, view.one().id(), new Apply.Submission(null, statement, documents));
            return new ModelAndView("redirect:/applications/" + id);
        } catch (Papers.NotTaken e) {
            return again(page(view, statement, null), e);
        }
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        apply.withdraw(actor, Uuids.parse(id), reason);
        return "redirect:/applications/" + id;
    }

    @GetMapping("/{id}/attachments/{document}")
    ResponseEntity<Resource> attachment(Actor actor, @PathVariable String id, @PathVariable String document, @RequestHeader HttpHeaders request) {
        return attachments.serve(actor.teacher(), Uuids.parse(id), DocumentId.of(document), request);
    }

    /** Who is admitted, for all whom the call was for. @throws NotFound before it is published */
    @GetMapping("/programs/{program}/list")
    ModelAndView admitted(Actor actor, @PathVariable String program) {
        var id = ProgramId.of(program);
        var call = looking.applications.live(actor.teacher(), id, looking.clock.instant()).isPresent() ? looking.calls.current(id) : apply.call(actor.teacher(), id);
        if (!call.isListed()) {
            throw new NotFound(program);
        }
        return new ModelAndView("application/admitted").addObject("call", call).addObject("entries", lists.entries(call));
    }

    private static List<MultipartFile> given(@Nullable List<MultipartFile> files) {
        return files == null ? List.of() : files;
    }
}
