package org.xingtan.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.monitoring.ProgramChoice;
import org.xingtan.monitoring.Units;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.program.ProgramDetail;

/** Use case: somebody walks through the figures of his scope, down to the people of one unit. */
@Component
class LookAtStatistics {

    static final int PARTS = 200;
    private static final int PEOPLE = 50;

    private final Access access;
    private final Units units;
    private final ProgramChoice programs;
    private final Statistics statistics;
    private final PeopleQueries people;
    private final OneRead read;

    LookAtStatistics(Access access, Units units, ProgramChoice programs, Statistics statistics, PeopleQueries people, OneRead read) {
        this.access = access;
        this.units = units;
        this.programs = programs;
        this.statistics = statistics;
        this.people = people;
        this.read = read;
    }

    StatisticsView at(Actor actor, StatisticsQuestion question) {
        units.require(actor, Task.VIEW_STATISTICS, question.organization());
        return read.of(() -> view(actor, question));
    }

    private StatisticsView view(Actor actor, StatisticsQuestion question) {
        var scope = access.scope(actor, Task.VIEW_STATISTICS);
        var tops = units.tops(scope);
        var found = statistics.of(units.chosen(question.organization(), tops), question.program(), null);
        var program = programs.one(question.program());
        var order = ChildOrder.of(question.sort());
        var page = page(question.page());
        var below = found.children().stream().sorted(order.comparator()).toList();
        var parts = below.stream().skip((page - 1L) * PARTS).limit(PARTS).toList();
        var next = below.size() > page * (long) PARTS ? page + 1 : null;
        var offered = programs.offered();
        return new StatisticsView(found, units.trail(found.unit(), scope), tops, offered, program, order, parts, next,
            statistics.trend(found, question.program()), question.asMap() ? statistics.map(found, question.program()) : null,
            people(found, question, program, offered));
    }

    private StatisticsView.@Nullable People people(UnitStatistics found, StatisticsQuestion question, @Nullable ProgramDetail program,
                                                   List<ProgramDetail> offered) {
        var shown = program != null ? program : offered.stream().findFirst().orElse(null);
        if (shown == null || !question.ownPeople() && !found.children().isEmpty()) {
            return null;
        }
        return new StatisticsView.People(shown, people.of(found.unit(), shown, question.after(), PEOPLE), people.count(found.unit(), shown));
    }

    private static int page(@Nullable String text) {
        if (text == null) {
            return 1;
        }
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new Problem(400, "error.malformed");
        }
        return Integer.parseInt(text);
    }
}
