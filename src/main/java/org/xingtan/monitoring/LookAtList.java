package org.xingtan.monitoring;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at a list of the people of his scope who may need a hand. */
@Component
public class LookAtList {

    static final int ROWS = 50;
    private static final int DAYS = 7;

    /** What the address of a list asks for; read only after the scope is decided. */
    public record Question(@Nullable String organization, @Nullable String program, @Nullable String days, @Nullable String after,
                           @Nullable Boolean counted) {}

    private final Access access;
    private final Units units;
    private final ProgramChoice programs;
    private final ListQueries queries;
    private final SavedLists saved;
    private final Clock clock;

    LookAtList(Access access, Units units, ProgramChoice programs, ListQueries queries, SavedLists saved, Clock clock) {
        this.access = access;
        this.units = units;
        this.programs = programs;
        this.queries = queries;
        this.saved = saved;
        this.clock = clock;
    }

    /** @throws NotFound when the unit is not in the actor's scope, or there is no program to ask about */
    public PeopleList list(Actor actor, Task task, String kind, Question question) {
        var tops = units.tops(access.scope(actor, task));
        var organization = Units.organization(question.organization(), tops);
        access.require(actor, task, organization);
        var program = programs.one(question.program());
        if (program == null) {
            program = programs.offered().stream().findFirst().orElseThrow(() -> new NotFound("program"));
        }
        return new PeopleList(ListKind.of(kind), units.get(organization), program, days(question.days()), clock.instant());
    }

    ListView at(Actor actor, String kind, Question question) {
        var list = list(actor, Task.VIEW_STATISTICS, kind, question);
        var trail = units.trail(list.unit(), access.scope(actor, Task.VIEW_STATISTICS));
        var page = queries.page(list, question.after(), ROWS);
        return new ListView(list, trail, programs.offered(), count(list, question, page), page, saved.of(actor.teacher()),
            access.scope(actor, Task.REMIND).contains(list.unit().path()));
    }

    /** A list that goes on behind its first page is counted when that page is there already. */
    private @Nullable Integer count(PeopleList list, Question question, Page<ListRow> page) {
        if (question.counted() != null) {
            return queries.count(list);
        }
        return question.after() == null && page.next() == null ? page.items().size() : null;
    }

    /** Everybody on the list. Who may know is decided by whoever has made it. */
    public List<TeacherId> everybody(PeopleList list) {
        return queries.everybody(list);
    }

    private static int days(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DAYS;
        }
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new Problem(400, "error.malformed");
        }
        return Integer.parseInt(text);
    }
}
