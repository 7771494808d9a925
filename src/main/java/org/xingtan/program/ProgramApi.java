package org.xingtan.program;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.directory.OrganizationJson;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.VerdictJson;

/** Programs for other systems. */
@RestController
@RequestMapping("/api/v1/programs")
class ProgramApi {

    record EligibilityJson(List<TrackVerdict> tracks) {}

    record TrackVerdict(String code, String title, VerdictJson verdict) {}

    private final Programs programs;
    private final Owners owners;
    private final Candidates candidates;
    private final Eligibility eligibility;
    private final ProgramWriter writer;
    private final Clock clock;

    ProgramApi(Programs programs, Owners owners, Candidates candidates, Eligibility eligibility, ProgramWriter writer, Clock clock) {
        this.programs = programs;
        this.owners = owners;
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.writer = writer;
        this.clock = clock;
    }

    /** @param open true for those in which something can be learned now, false for the others, absent for all */
    @GetMapping
    Page<ProgramJson> list(@RequestParam(required = false) @Nullable Boolean open, @RequestParam(required = false) @Nullable Integer limit,
                           @RequestParam(required = false) @Nullable String cursor) {
        var now = clock.instant();
        var rows = following(programs.published(), Page.decode(cursor))
            .filter(program -> open == null || program.isOpen(now) == open)
            .limit(Page.limit(limit) + 1L).toList();
        return Page.of(rows, Page.limit(limit), program -> program.id().toString())
            .map(program -> ProgramJson.of(program, OrganizationJson.of(owners.find(program.owner())), now));
    }

    @GetMapping("/{program}")
    ProgramJson.Whole program(@PathVariable("program") String id, Locale locale) {
        return writer.whole(programs.find(ProgramId.of(id)), clock.instant(), locale);
    }

    @GetMapping("/{program}/eligibility")
    EligibilityJson eligibility(Actor actor, @PathVariable("program") String id, Locale locale) {
        var program = programs.find(ProgramId.of(id));
        var verdicts = eligibility.joining(program, candidates.of(actor.teacher()), clock.instant());
        return writer.eligibility(program, verdicts, locale);
    }

    /** @throws Problem 400 when the key is no program's */
    private static Stream<ProgramDetail> following(List<ProgramDetail> all, @Nullable String last) {
        if (last == null) {
            return all.stream();
        }
        var index = all.stream().map(program -> program.id().toString()).toList().indexOf(last);
        if (index < 0) {
            throw new Problem(400, "error.cursor");
        }
        return all.stream().skip(index + 1L);
    }
}
