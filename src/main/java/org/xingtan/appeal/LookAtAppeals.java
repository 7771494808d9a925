package org.xingtan.appeal;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at the appeals that his units decide, or at one of them. */
@Component
public class LookAtAppeals {

    /**
     * A part of a list of appeals.
     *
     * @param count how many there are in all
     * @param late  how many of them are waiting beyond their deadline
     */
    public record Listed(AppealFilter filter, Page<AppealQueue.Row> page, int count, int late, LocalDate today) {}

    private static final int ROWS = 50;

    private final Access access;
    private final AppealQueue queue;
    private final Cases cases;
    private final Deadlines deadlines;

    LookAtAppeals(Access access, AppealQueue queue, Cases cases, Deadlines deadlines) {
        this.access = access;
        this.queue = queue;
        this.cases = cases;
        this.deadlines = deadlines;
    }

    /** @throws NotFound when there is nothing for the actor to decide */
    Scope scope(Actor actor) {
        var scope = access.scope(actor, Task.DECIDE_APPEALS);
        if (scope.isEmpty()) {
            throw new NotFound("appeals");
        }
        return scope;
    }

    Listed list(Actor actor, AppealFilter filter, @Nullable String after) {
        return list(scope(actor), filter, after, ROWS);
    }

    Listed list(Scope scope, AppealFilter filter, @Nullable String after, int rows) {
        var today = deadlines.today();
        var count = queue.count(scope, filter, today);
        return new Listed(filter, queue.page(scope, filter, after, rows), count.all(), count.late(), today);
    }

    /** @throws NotFound unless a unit of the actor's decides, or would decide first */
    AppealFile.Case one(Actor actor, TeacherId teacher, UUID id) {
        var appeal = cases.find(teacher, id);
        access.require(actor, Task.DECIDE_APPEALS, appeal.first());
        return cases.of(actor, scope(actor), appeal);
    }

    /** The one that has to be decided next. */
    Optional<AppealQueue.Row> next(Actor actor) {
        return queue.page(scope(actor), new AppealFilter(AppealFilter.Which.MINE, null), null, 1).items().stream().findFirst();
    }
}
