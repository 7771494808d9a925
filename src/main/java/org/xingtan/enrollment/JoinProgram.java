package org.xingtan.enrollment;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Use case: a person joins a program on a track, or changes to another one. Asking again for the same changes nothing. */
@Service
public class JoinProgram {

    private final Programs programs;
    private final Participations participations;
    private final Admission admission;
    private final Tally tally;
    private final ObjectProvider<TrackChanged> listeners;
    private final Clock clock;

    JoinProgram(Programs programs, Participations participations, Admission admission, Tally tally,
                ObjectProvider<TrackChanged> listeners, Clock clock) {
        this.programs = programs;
        this.participations = participations;
        this.admission = admission;
        this.tally = tally;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * @param track may be null where the program has only one
     * @throws org.xingtan.platform.NotFound when there is no such published program
     * @throws Refused when there is no such track, the person is not of its audience, or nothing is open
     */
    @Transactional
    public Joined join(Actor actor, ProgramId id, @Nullable String track) {
        var program = programs.current(id);
        var chosen = admission.track(program, track);
        var known = participations.find(actor.teacher(), id);
        if (known.isPresent() && known.get().track().equals(chosen)) {
            return new Joined(known.get(), Joined.Outcome.SAME);
        }
        var unit = admission.admit(program, chosen, actor.teacher());
        var participation = new Participation(Uuids.next(), actor.teacher(), id, chosen, unit, clock.instant(), null);
        if (known.isEmpty() && participations.insert(participation)) {
            tally.add(actor.teacher(), id, unit, Measure.ENROLLED, 1);
            return new Joined(participation, Joined.Outcome.CREATED);
        }
        return change(program, participations.lock(actor.teacher(), id), chosen);
    }

    private Joined change(ProgramDetail program, Participation current, String track) {
        if (current.track().equals(track)) {
            return new Joined(current, Joined.Outcome.SAME);
        }
        var changed = participations.changeTrack(current, track);
        listeners.orderedStream().forEach(listener -> listener.trackChanged(program, changed));
        return new Joined(changed, Joined.Outcome.CHANGED);
    }
}
