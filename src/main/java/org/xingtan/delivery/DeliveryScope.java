package org.xingtan.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** Who keeps a training in person: whoever is in charge of programs where it was called or its term is kept, who decides last of it, and the staff of whoever gives it. */
@Component
class DeliveryScope {

    private final Access access;
    private final Trainings trainings;

    DeliveryScope(Access access, Trainings trainings) {
        this.access = access;
        this.trainings = trainings;
    }

    Scope programs(Actor actor) {
        return access.scope(actor, Task.MANAGE_PROGRAMS);
    }

    Scope given(Actor actor) {
        return access.scope(actor, Task.GIVE_COURSES);
    }

    boolean keeps(Actor actor, Training training) {
        return isInCharge(actor, training) || lies(training.provider(), given(actor));
    }

    /** Whether he is in charge where it was called, is decided last, or its term is kept: he may know what else its people were admitted to; who gives it sees that somebody has to be elsewhere. */
    boolean isInCharge(Actor actor, Training training) {
        var programs = programs(actor);
        return programs.contains(training.owner().path()) || lies(training.last(), programs);
    }

    private static boolean lies(@Nullable String path, Scope scope) {
        return path != null && scope.contains(path);
    }

    /** @throws NotFound when there is none, or none that the actor keeps */
    Training require(Actor actor, UUID id) {
        return trainings.find(id).filter(it -> keeps(actor, it)).orElseThrow(() -> new NotFound(id));
    }
}
