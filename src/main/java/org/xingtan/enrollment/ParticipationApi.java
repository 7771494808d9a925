package org.xingtan.enrollment;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;

/** Joining, for other systems. */
@RestController
class ParticipationApi {

    /** @param track may be null or absent where the program has only one */
    record Request(@Nullable String track) {}

    record ParticipationJson(String id, String track, String program, String state) {}

    private final JoinProgram join;

    ParticipationApi(JoinProgram join) {
        this.join = join;
    }

    @PostMapping("/api/v1/programs/{program}/participation")
    ResponseEntity<ParticipationJson> join(Actor actor, @PathVariable String program, @RequestBody Request request) {
        var joined = join.join(actor, ProgramId.of(program), request.track());
        var status = joined.outcome() == Joined.Outcome.CREATED ? HttpStatus.CREATED : HttpStatus.OK;
        return ResponseEntity.status(status).body(new ParticipationJson(joined.participation().id().toString(), joined.participation().track(),
            program, joined.outcome().name()));
    }
}
