package org.xingtan.census;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.IdentityJudged;
import org.xingtan.enrollment.Participation;
import org.xingtan.program.Completions;
import org.xingtan.program.ProgramDetail;

/** Carries a decision on to whoever judges completions, in the same transaction. */
@Component
class Judgement {

    private final Completions completions;
    private final ObjectProvider<IdentityJudged> listeners;

    Judgement(Completions completions, ObjectProvider<IdentityJudged> listeners) {
        this.completions = completions;
        this.listeners = listeners;
    }

    /** What a refusal takes with it; null when nothing is completed on this track. */
    Completions.@Nullable Completion completion(Participation participation) {
        return completions.find(participation.teacher(), participation.program())
            .filter(it -> it.track().equals(participation.track())).orElse(null);
    }

    void refused(ProgramDetail program, Participation participation, String reason) {
        listeners.orderedStream().forEach(it -> it.refused(program, participation, reason));
    }

    void restored(ProgramDetail program, Participation participation, Completions.@Nullable Completion before) {
        listeners.orderedStream().forEach(it -> it.restored(program, participation, before));
    }
}
