package org.xingtan.home;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Role;
import org.xingtan.home.ConsoleView.Outlook;
import org.xingtan.home.ConsoleView.Post;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.report.Statistics;

/** Use case: somebody who answers for a unit looks at how it goes there. */
@Component
class LookAtConsole {

    private final JdbcClient db;
    private final Programs programs;
    private final Statistics statistics;
    private final Clock clock;

    LookAtConsole(JdbcClient db, Programs programs, Statistics statistics, Clock clock) {
        this.db = db;
        this.programs = programs;
        this.statistics = statistics;
        this.clock = clock;
    }

    /**
     * @param organization the unit of the appointment to act in; null for the first
     * @throws NotFound for somebody without such an appointment
     */
    ConsoleView at(Actor actor, @Nullable String organization) {
        var posts = posts(actor.teacher());
        var chosen = posts.stream().filter(post -> organization == null || post.organization().toString().equals(organization))
            .findFirst().orElseThrow(() -> new NotFound("console"));
        var now = clock.instant();
        return new ConsoleView(posts, chosen, programs.open(now).stream().map(program -> outlook(actor, chosen, program, now)).toList());
    }

    private Outlook outlook(Actor actor, Post post, ProgramDetail program, Instant now) {
        var figures = statistics.of(actor, post.organization(), program.id().toString(), null).figures();
        return new Outlook(program, program.learnWindows().stream().filter(window -> window.contains(now))
            .max(Comparator.comparing(Window::closes)).orElse(null), figures);
    }

    private List<Post> posts(TeacherId teacher) {
        return db.sql("""
                select a.role, a.organization_id, a.name, a.name_en
                  from directory.appointment_card a
                 where a.teacher_id = :teacher
                 order by public.nlevel(a.path), a.code, a.role, a.id
                """)
            .param("teacher", teacher.value())
            .query((row, _) -> new Post(Role.valueOf(row.getString("role")),
                new OrganizationId(row.getObject("organization_id", UUID.class)), new Localized(row.getString("name"), row.getString("name_en"))))
            .list().stream().filter(post -> post.role().allows(Task.VIEW_STATISTICS)).toList();
    }
}
