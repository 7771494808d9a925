package org.xingtan.application;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.workbook.ListFile;
import org.xingtan.program.ProgramDetail;
import org.xingtan.safety.Checklists;
import org.xingtan.safety.Occasion;

/** Calls for applications, by forms: clocks, places, the quota table, and the list of those admitted. */
@Controller
@RequestMapping("/console/applications")
public class CallConsole {

    /** A call in the list. @param mine how many applications lie with the reader's units */
    public record Row(Call call, int mine, Map<String, Integer> figures) {}

    /** A rule on absences. @param rule null where none is set */
    public record Jurisdiction(OrganizationCard unit, AbsenceRules.@Nullable Rule rule) {}

    /**
     * The page of a call.
     *
     * @param keeps   whether the reader keeps it
     * @param lists   whether he keeps its list
     * @param divides whether he divides some of its places
     * @param open    lines of the table of which he sees how many places are used
     * @param centers that may decide last; none for who does not keep it
     * @param gone    a center that is named and cannot decide now; null for none
     * @param tracks  on which people can take part
     * @param fits    whether the days of the training lie in the time to learn
     */
    public record CallView(Call call, Map<String, Integer> figures, QuotaLaw law, QuotaTable table, Verdict sums, boolean keeps, boolean lists, boolean divides,
                           List<QuotaTable.Row> open, List<QuotaTable.Row> own, List<QuotaTable.Unit> units, List<QuotaTable.Unit> centers, QuotaTable.@Nullable Unit gone,
                           List<DefineCall.Extension> extensions, Verdict fits, List<ProgramDetail.Track> tracks, Vocabulary words) {}

    /** In place of an application: for nobody was anything done. */
    private static final String NOBODY = "nobody";

    private final KeepCall keep;
    private final KeepQuotas quotas;
    private final KeepList lists;
    private final ReportAbsence absences;
    private final AbsenceRules rules;
    private final Shown shown;

    CallConsole(KeepCall keep, KeepQuotas quotas, KeepList lists, ReportAbsence absences, AbsenceRules rules, Shown shown) {
        this.keep = keep;
        this.quotas = quotas;
        this.lists = lists;
        this.absences = absences;
        this.rules = rules;
        this.shown = shown;
    }

    /** What the pages of calls read. */
    @Component
    record Shown(Access access, Organizations organizations, Quotas quotas, ReviewQueue queue, DefineCall define, Calls.Drafts drafts, Vocabulary words, Checklists safety, ApplicationFiles.Appeals appeals, Clock clock) {}

    @GetMapping
    ModelAndView calls(Actor actor) {
        var scope = shown.access.scope(actor, Task.REVIEW_APPLICATIONS);
        var now = shown.clock.instant();
        var rows = keep.calls(actor).stream().map(call -> new Row(call, shown.queue.count(call.program(), scope, ReviewQueue.Which.MINE, now),
            keep.lists(actor, call) ? shown.queue.figures(call.program(), now) : Map.of())).toList();
        var own = shown.organizations.roots(shown.access.scope(actor, Task.MANAGE_PROGRAMS)).stream().filter(it -> !it.kind().equals("SCHOOL")).toList();
        var set = rules.of(own.stream().map(OrganizationCard::id).toList());
        List<ProgramDetail> candidates = keep.candidates(actor);
        return new ModelAndView("application/console").addObject("rows", rows).addObject("candidates", candidates)
            .addObject("jurisdictions", own.stream().map(it -> new Jurisdiction(it, set.stream().filter(rule -> rule.jurisdiction().equals(it.id())).findFirst().orElse(null))).toList());
    }

    @PostMapping
    String define(Actor actor, @ModelAttribute KeepCall.Form form) {
        return "redirect:/console/applications/calls/" + keep.define(actor, form);
    }

    @PostMapping("/rules/{organization}")
    String rule(Actor actor, @PathVariable OrganizationId organization, @RequestParam(required = false) @Nullable String months,
                @RequestParam(required = false) @Nullable String basis) {
        rules.set(actor, organization, months, basis);
        return "redirect:/console/applications";
    }

    @GetMapping("/calls/{program}")
    ModelAndView call(Actor actor, @PathVariable String program) {
        var call = keep.look(actor, ProgramId.of(program));
        var now = shown.clock.instant();
        var table = shown.quotas.table(call);
        return new ModelAndView("application/console-call", "view", new CallView(call, shown.queue.figures(call.program(), now), shown.quotas.law(call, now), table,
            quotas.keepsAny(actor, call) ? quotas.verdict(call, table) : table.verdict(), keep.owns(actor, call) && call.cancelled() == null, keep.lists(actor, call),
            quotas.keepsAny(actor, call) && !call.isListed() && call.cancelled() == null, table.rows().stream().filter(row -> keep.seesUse(actor, call, row.unit())).toList(),
            table.rows().stream().filter(row -> quotas.keeps(actor, call, row.unit())).toList(), units(actor, call),
            keep.owns(actor, call) ? shown.define.centers(call).stream().map(DefineCall.Center::unit).toList() : List.of(),
            keep.owns(actor, call) && !call.isDelegated() ? shown.define.named(call).orElse(null) : null, shown.define.extensions(call.program()), keep.fits(call), shown.drafts.tracks(call), shown.words))
            .addObject("safety", safety(actor, call));
    }

    /** What the reader may divide places to, as proposals. */
    private List<QuotaTable.Unit> units(Actor actor, Call call) {
        if (keep.owns(actor, call)) {
            return shown.quotas.children(call.owner().id());
        }
        return shown.organizations.roots(shown.access.scope(actor, Task.MANAGE_PROGRAMS)).stream().filter(it -> call.isAbove(it.path()))
            .flatMap(it -> shown.quotas.children(it.id()).stream()).toList();
    }

    @PostMapping("/calls/{program}/publication")
    String publish(Actor actor, @PathVariable String program) {
        keep.publish(actor, ProgramId.of(program));
        return back(program);
    }

    /** What a draft asks. */
    @PostMapping("/calls/{program}/draft")
    String correct(Actor actor, @PathVariable String program, @ModelAttribute KeepCall.Form form) {
        shown.drafts.correct(actor, ProgramId.of(program), form);
        return back(program);
    }

    @PostMapping("/calls/{program}/draft/removal")
    String discard(Actor actor, @PathVariable String program) {
        shown.drafts.discard(actor, ProgramId.of(program));
        return "redirect:/console/applications";
    }

    @PostMapping("/calls/{program}/cancellation")
    String cancel(Actor actor, @PathVariable String program, @RequestParam(required = false) @Nullable String reason) {
        lists.cancel(actor, ProgramId.of(program), reason);
        return back(program);
    }

    @PostMapping("/calls/{program}/clocks/{kind}")
    String clock(Actor actor, @PathVariable String program, @PathVariable String kind, @RequestParam(required = false) @Nullable String first,
                 @RequestParam(required = false) @Nullable String last, @RequestParam(required = false) @Nullable String reason) {
        keep.setClock(actor, ProgramId.of(program), kind, first, last, reason);
        return back(program);
    }

    @PostMapping("/calls/{program}/places")
    String places(Actor actor, @PathVariable String program, @RequestParam(required = false) @Nullable String places,
                  @RequestParam(required = false) @Nullable String reserve) {
        keep.setPlaces(actor, ProgramId.of(program), places, reserve);
        return back(program);
    }

    @PostMapping("/calls/{program}/days")
    String days(Actor actor, @PathVariable String program, @ModelAttribute KeepCall.Days days) {
        keep.setTraining(actor, ProgramId.of(program), days);
        return back(program);
    }

    /** @param center empty for the caller himself */
    @PostMapping("/calls/{program}/center")
    String center(Actor actor, @PathVariable String program, @RequestParam(required = false) @Nullable String center) {
        keep.setCenter(actor, ProgramId.of(program), center);
        return back(program);
    }

    @PostMapping("/calls/{program}/quotas")
    String quota(Actor actor, @PathVariable String program, @ModelAttribute KeepQuotas.Line line) {
        quotas.save(actor, ProgramId.of(program), line);
        return back(program) + "#quotas";
    }

    @PostMapping("/calls/{program}/quotas/removal")
    String removeQuota(Actor actor, @PathVariable String program, @RequestParam OrganizationId organization, @RequestParam(required = false) @Nullable String subject,
                       @RequestParam(defaultValue = "false") boolean each) {
        quotas.remove(actor, ProgramId.of(program), organization, subject, each);
        return back(program) + "#quotas";
    }

    @GetMapping("/calls/{program}/list")
    ModelAndView list(Actor actor, @PathVariable String program, @RequestParam(required = false) @Nullable String changed) {
        var call = keep.requireList(actor, ProgramId.of(program));
        var now = shown.clock.instant();
        var law = shown.quotas.law(call, now);
        var entries = lists.entries(call, actor.teacher());
        return new ModelAndView("application/list").addObject("call", call).addObject("entries", entries)
            .addObject("changed", KeepList.find(entries, changed).orElse(null)).addObject("none", NOBODY.equals(changed))
            .addObject("verdict", call.isListed() ? lists.replacement(call, law, now) : lists.publication(call, now))
            .addObject("law", law).addObject("rule", rules.at(call.owner().path()).orElse(null)).addObject("safety", safety(actor, call))
            .addObject("appeals", call.isListed() ? ApplicationFiles.Appeals.Open.NONE : shown.appeals.open(call.program()));
    }

    /** For whoever keeps its list; null without days. */
    private @Nullable Occasion safety(Actor actor, Call call) {
        return keep.lists(actor, call) ? shown.safety.state(call.program().value()).orElse(null) : null;
    }

    @PostMapping("/calls/{program}/list")
    String publishList(Actor actor, @PathVariable String program) {
        lists.publish(actor, ProgramId.of(program));
        return back(program) + "/list";
    }

    @PostMapping("/calls/{program}/list/replacement")
    String replace(Actor actor, @PathVariable String program, @RequestParam(required = false) @Nullable Integer admitted) {
        return list(program, lists.replace(actor, ProgramId.of(program), admitted).map(UUID::toString).orElse(NOBODY));
    }

    @PostMapping("/{id}/absence")
    String absent(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String reason, @RequestParam String program) {
        absences.absent(actor, Uuids.parse(id), reason);
        return list(program, id);
    }

    @PostMapping("/{id}/absence/removal")
    String excuse(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String reason, @RequestParam String program) {
        absences.excuse(actor, Uuids.parse(id), reason);
        return list(program, id);
    }

    @PostMapping("/calls/{program}/list/export")
    void export(Actor actor, @PathVariable String program, @RequestParam(defaultValue = "xlsx") String file, @ModelAttribute Export.Why why, Locale locale,
                HttpServletResponse response) throws IOException {
        var call = keep.requireList(actor, ProgramId.of(program));
        var as = ListFile.of(file);
        var export = lists.beginExport(actor, call.program(), why);
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"admitted-" + export.day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        lists.export(export, call, as, locale, response.getOutputStream());
    }

    /** The list says for whom something was done. */
    private static String list(String program, String changed) {
        return back(program) + "/list?changed=" + changed;
    }

    private static String back(String program) {
        return "redirect:/console/applications/calls/" + ProgramId.of(program);
    }
}
