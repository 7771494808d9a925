package org.xingtan.home;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.home.ConsoleView.Outlook;
import org.xingtan.home.ConsoleView.Post;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.report.Statistics;

/** Use case: somebody who answers for a unit looks at how it goes there. */
@Component
class LookAtConsole {

    private final Posts posts;
    private final Programs programs;
    private final Statistics statistics;
    private final AllDuties duties;
    private final OneRead read;
    private final Clock clock;

    LookAtConsole(Posts posts, Programs programs, Statistics statistics, AllDuties duties, OneRead read, Clock clock) {
        this.posts = posts;
        this.programs = programs;
        this.statistics = statistics;
        this.duties = duties;
        this.read = read;
        this.clock = clock;
    }

    /** Where the console begins for somebody whose appointments allow no look at figures; empty for everybody else. */
    Optional<String> elsewhere(Actor actor) {
        var mine = posts.of(actor);
        return mine.stream().anyMatch(Post::hasConsole) ? Optional.empty() : mine.stream().map(Post::href).filter(Objects::nonNull).findFirst();
    }

    /**
     * @param organization the unit of the appointment to act in; null for the first
     * @throws NotFound for somebody without such an appointment
     */
    ConsoleView at(Actor actor, @Nullable String organization) {
        var mine = posts.of(actor).stream().filter(Post::hasConsole).toList();
        var chosen = mine.stream().filter(post -> organization == null || post.organization().toString().equals(organization))
            .findFirst().orElseThrow(() -> new NotFound("console"));
        var now = clock.instant();
        return new ConsoleView(mine, chosen, duties(actor), programs.open(now).stream().map(program -> outlook(actor, chosen, program, now)).toList());
    }

    /** The nearest close first. */
    private List<TodoItem> duties(Actor actor) {
        return read.of(duties.ofOffices(actor.teacher())).stream().map(TodoItem::of)
            .sorted(Comparator.comparing(TodoItem::due, Comparator.nullsLast(Comparator.naturalOrder()))).toList();
    }

    private Outlook outlook(Actor actor, Post post, ProgramDetail program, Instant now) {
        var figures = statistics.of(actor, post.organization(), program.id().toString(), null).figures();
        return new Outlook(program, program.learnWindows().stream().filter(window -> window.contains(now))
            .max(Comparator.comparing(Window::closes)).orElse(null), figures);
    }
}
