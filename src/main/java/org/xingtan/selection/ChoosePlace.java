package org.xingtan.selection;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.xingtan.enrollment.Admitted;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Use case: a person chooses a place in a course, or gives it back. Asking again for the same changes nothing. */
@Service
class ChoosePlace implements Admitted {

    private final Refusals refusals;
    private final PlaceCommitter committer;
    private final Choices choices;
    private final Clock clock;

    ChoosePlace(Refusals refusals, PlaceCommitter committer, Choices choices, Clock clock) {
        this.refusals = refusals;
        this.committer = committer;
        this.choices = choices;
        this.clock = clock;
    }

    /**
     * Gets a place, or one among those who wait when none is free.
     *
     * @throws org.xingtan.platform.Refused with every condition
     * @throws org.xingtan.platform.NotFound when there is no such offering
     */
    Wish.Answer choose(Actor actor, OfferingId offering) {
        var wish = new Wish(actor.teacher(), offering, true, clock.instant());
        refusals.atTheDoor(wish).ifPresent(refused -> {
            throw refused;
        });
        return committer.commit(wish);
    }

    /**
     * The place goes at once to whoever waits longest. What he has by now, where it is not what he saw, he keeps: the answer says what it is.
     *
     * @param shown what he saw that he has; null for whatever it is
     * @throws org.xingtan.platform.Refused when he has a place, outside the windows of choosing, or when he has begun to learn
     * @throws org.xingtan.platform.NotFound when there is no such offering
     */
    Wish.Answer giveBack(Actor actor, OfferingId offering, Choice.@Nullable State shown) {
        return committer.commit(Wish.givingBack(actor.teacher(), offering, shown, clock.instant()));
    }

    /** Whatever he has there. */
    Wish.Answer giveBack(Actor actor, OfferingId offering) {
        return giveBack(actor, offering, null);
    }

    @Override
    public boolean admits(TeacherId teacher, ProgramId program) {
        return choices.live(java.util.Set.of(teacher)).stream().anyMatch(it -> it.program().equals(program) && it.state() == Choice.State.SELECTED);
    }
}
