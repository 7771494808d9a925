package org.xingtan.enrollment;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.web.VerdictJson;
import org.xingtan.program.Programs;

/** Joining, and whether one may, for other systems. */
@RestController
class ParticipationApi {

    /** @param track may be null or absent where the program has only one */
    record Request(@Nullable String track) {}

    record ParticipationJson(String id, String track, String program, String state) {}

    record EligibilityJson(List<TrackVerdict> tracks) {}

    record TrackVerdict(String code, String title, VerdictJson verdict) {}

    private final JoinProgram join;
    private final Admission admission;
    private final Programs programs;
    private final Texts texts;

    ParticipationApi(JoinProgram join, Admission admission, Programs programs, Texts texts) {
        this.join = join;
        this.admission = admission;
        this.programs = programs;
        this.texts = texts;
    }

    /** What joining would be answered, for each track. */
    @GetMapping("/api/v1/programs/{program}/eligibility")
    EligibilityJson eligibility(Actor actor, @PathVariable("program") String id, Locale locale) {
        var program = programs.find(ProgramId.of(id));
        var verdicts = admission.verdicts(program, actor.teacher());
        return new EligibilityJson(program.tracks().stream().map(track -> new TrackVerdict(track.code(), track.name().in(locale),
            VerdictJson.of(verdicts.getOrDefault(track.code(), Verdict.of()), texts, locale))).toList());
    }

    @PostMapping("/api/v1/programs/{program}/participation")
    ResponseEntity<ParticipationJson> join(Actor actor, @PathVariable String program, @RequestBody Request request) {
        var joined = join.join(actor, ProgramId.of(program), request.track());
        var status = joined.outcome() == Joined.Outcome.CREATED ? HttpStatus.CREATED : HttpStatus.OK;
        return ResponseEntity.status(status).body(new ParticipationJson(joined.participation().id().toString(), joined.participation().track(),
            program, joined.outcome().name()));
    }
}
