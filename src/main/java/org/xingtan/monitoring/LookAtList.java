package org.xingtan.monitoring;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at a list of the people of his scope who may need a hand. */
@Component
public class LookAtList {

    static final int ROWS = 50;
    private static final int DAYS = 7;

    /** What the address of a list asks for; read only after the scope is decided. */
    public record Question(@Nullable String organization, @Nullable String program, @Nullable String days, @Nullable String after,
                           @Nullable Boolean counted) {}

    private final Units units;
    private final ProgramChoice programs;
    private final ListQueries queries;
    private final SavedLists saved;
    private final OneRead read;
    private final Clock clock;

    LookAtList(Units units, ProgramChoice programs, ListQueries queries, SavedLists saved, OneRead read, Clock clock) {
        this.units = units;
        this.programs = programs;
        this.queries = queries;
        this.saved = saved;
        this.read = read;
        this.clock = clock;
    }

    /** @throws NotFound when the unit is not in the actor's scope, or there is no program to ask about */
    public PeopleList list(Actor actor, Task task, String kind, Question question) {
        units.require(actor, task, question.organization());
        return asked(actor, task, kind, question);
    }

    ListView at(Actor actor, String kind, Question question) {
        units.require(actor, Task.VIEW_STATISTICS, question.organization());
        var count = question.counted() == null ? null : queries.count(asked(actor, Task.VIEW_STATISTICS, kind, question));
        return read.of(() -> view(actor, asked(actor, Task.VIEW_STATISTICS, kind, question), question.after(), count));
    }

    private PeopleList asked(Actor actor, Task task, String kind, Question question) {
        var unit = units.chosen(actor, task, question.organization());
        var program = programs.one(question.program());
        if (program == null) {
            program = programs.offered().stream().findFirst().orElseThrow(() -> new NotFound("program"));
        }
        return new PeopleList(ListKind.of(kind), unit, program, days(question.days()), clock.instant());
    }

    /** A list that does not go on behind its first page is counted when that page is there. */
    private ListView view(Actor actor, PeopleList list, @Nullable String after, @Nullable Integer counted) {
        var page = queries.page(list, after, ROWS);
        var count = counted == null && after == null && page.next() == null ? Integer.valueOf(page.items().size()) : counted;
        return new ListView(list, units.trail(actor, Task.VIEW_STATISTICS, list.unit()), programs.offered(), count, page,
            saved.of(actor.teacher()), units.allows(actor, Task.REMIND, list.unit()));
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
