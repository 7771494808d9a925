package org.xingtan.platform;

import java.util.Set;

/**
 * The one place that answers what an actor may see and do. Implemented by the directory from the appointments in force.
 */
public interface Access {

    /** The organizations this actor may see for this task; {@link Scope#NOTHING} when there are none. */
    Scope scope(Actor actor, Task task);

    /** Whether this person holds any appointment, even one that allows no task. */
    boolean isAppointed(TeacherId teacher);

    /** Those of them who do; whoever is not known is asked for together. */
    Set<TeacherId> appointed(Set<TeacherId> teachers);

    /**
     * The organization, if it lies in the actor's scope for the task.
     *
     * @throws NotFound when it does not exist or is not the actor's to see
     */
    void require(Actor actor, Task task, OrganizationId organization);
}
