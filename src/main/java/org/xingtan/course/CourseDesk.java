package org.xingtan.course;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** What somebody may see of courses in the making: those of his units, or those that were handed in to him. */
@Component
class CourseDesk {

    private final Access access;
    private final Drafts drafts;
    private final Organizations organizations;

    CourseDesk(Access access, Drafts drafts, Organizations organizations) {
        this.access = access;
        this.drafts = drafts;
        this.organizations = organizations;
    }

    /** @throws NotFound when the actor makes no courses */
    Scope makes(Actor actor) {
        return scope(actor, Task.MANAGE_COURSES);
    }

    /** @throws NotFound when the actor reviews none */
    Scope reviews(Actor actor) {
        return scope(actor, Task.REVIEW_COURSES);
    }

    /** One that the actor makes. */
    Draft made(Actor actor, DraftId id) {
        return drafts.find(makes(actor), id).orElseThrow(() -> new NotFound(id));
    }

    /** One that was handed in to the actor, whatever became of it. */
    Draft handedIn(Actor actor, DraftId id) {
        return drafts.find(reviews(actor), id).filter(it -> it.state() != DraftState.DRAFT).orElseThrow(() -> new NotFound(id));
    }

    /** One that the actor may look at, for either reason. */
    Draft seen(Actor actor, DraftId id) {
        return Stream.of(drafts.find(access.scope(actor, Task.MANAGE_COURSES), id),
                drafts.find(access.scope(actor, Task.REVIEW_COURSES), id).filter(it -> it.state() != DraftState.DRAFT))
            .flatMap(java.util.Optional::stream).findFirst().orElseThrow(() -> new NotFound(id));
    }

    /** The units that a new course may belong to. */
    List<OrganizationCard> owners(Actor actor) {
        return organizations.roots(makes(actor));
    }

    private Scope scope(Actor actor, Task task) {
        var scope = access.scope(actor, task);
        if (scope.isEmpty()) {
            throw new NotFound(task);
        }
        return scope;
    }
}
