package org.xingtan.enrollment;

import org.jspecify.annotations.Nullable;
import org.xingtan.program.Completions;
import org.xingtan.program.ProgramDetail;

/** Told in the same transaction, with the participation locked, when a unit refuses the identity somebody takes part on, or takes that back. */
public interface IdentityJudged {

    /** What hangs on the identity goes: completion and certificate. */
    void refused(ProgramDetail program, Participation participation, String reason);

    /**
     * It is judged again as if nothing had been said.
     *
     * @param before the completion that went with the refusal; null when there was none
     */
    void restored(ProgramDetail program, Participation participation, Completions.@Nullable Completion before);
}
