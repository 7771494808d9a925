package org.xingtan.program;

import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.CopyIn;

/** Fills the facts of completion by the hundred thousand; figures are loaded beside it by whoever loads. */
@Component
public class LoadCompletions {

    private final CopyIn copy;

    LoadCompletions(CopyIn copy) {
        this.copy = copy;
    }

    /** @param version of the rules that it was judged by */
    public record Completed(TeacherId teacher, ProgramId program, String track, Instant at, int version) {}

    public long load(Stream<Completed> completions) {
        return copy.copy("program.completion (teacher_id, program_id, track, completed_at, rule_version)", rows ->
            completions.forEach(it -> rows.add(it.teacher(), it.program(), it.track(), it.at(), it.version())));
    }
}
