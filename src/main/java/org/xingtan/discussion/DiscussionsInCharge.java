package org.xingtan.discussion;

import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** What those who run programs may do here: keep what is for their units, judge what their people have written. */
@Component
class DiscussionsInCharge {

    private final Access access;

    DiscussionsInCharge(Access access) {
        this.access = access;
    }

    /** @throws NotFound for somebody who runs no program */
    Scope scope(Actor actor) {
        var scope = access.scope(actor, Task.MANAGE_PROGRAMS);
        if (scope.isEmpty()) {
            throw new NotFound("discussions");
        }
        return scope;
    }

    boolean keeps(Actor actor, String path) {
        return access.scope(actor, Task.MANAGE_PROGRAMS).contains(path);
    }

    /** @throws NotFound unless the unit is one of the actor's */
    void requireKeeper(Actor actor, String path) {
        if (!keeps(actor, path)) {
            throw new NotFound(path);
        }
    }

    /** @throws NotFound unless it is for one of the actor's units, or for people of theirs among others */
    void requireReader(Actor actor, String path) {
        var wider = new Scope(List.of(path));
        if (!keeps(actor, path) && scope(actor).paths().stream().noneMatch(wider::contains)) {
            throw new NotFound(path);
        }
    }

    /**
     * @throws NotFound unless whoever wrote it did so as one of the actor's people
     * @throws Forbidden for what he has written himself
     */
    void requireJudge(Actor actor, Post post) {
        requireKeeper(actor, post.path());
        if (post.author().equals(actor.teacher())) {
            throw new Forbidden("discussion.own");
        }
    }
}
