package org.xingtan.program;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use case: a window stays open longer. The old end stays on record; the new one has a reason and an author. */
@Service
public class ExtendWindow {

    /** Told in the same transaction. */
    public record Extended(ProgramId program, Window window, String reason) {}

    private final JdbcClient db;
    private final ProgramReader reader;
    private final Programs programs;
    private final Windows windows;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    ExtendWindow(JdbcClient db, ProgramReader reader, Programs programs, Windows windows, AuditTrail audit,
                 ApplicationEventPublisher events) {
        this.db = db;
        this.reader = reader;
        this.programs = programs;
        this.windows = windows;
        this.audit = audit;
        this.events = events;
    }

    /**
     * @param phase  the phase whose window it is; null for the program's own
     * @param course the course whose window it is; null otherwise
     * @return the window as it is now
     * @throws NotFound when there is no such program, or no such window in it
     * @throws org.xingtan.platform.Refused when the new end is not later, or no reason is given
     */
    @Transactional
    public Window extend(ProgramId program, @Nullable UUID phase, @Nullable UUID course, Window.Kind kind, Instant closes, String reason, Actor actor) {
        var owner = db.sql("""
                select o.path::text from program.program p
                  join directory.organization_card o on o.id = p.owner_id
                 where p.id = :id
                   for update of p
                """).param("id", program.value()).query(String.class).optional().orElseThrow(() -> new NotFound(program));
        var before = reader.window(program, phase, course, kind).orElseThrow(() -> new NotFound(kind));
        Verdict.of(List.of(Condition.of("extension.later", closes.isAfter(before.closes()), before.closes()),
            Condition.of("extension.reason", !reason.isBlank()))).orRefuse();
        var place = new Windows.Place(program, phase, course);
        var after = new Window(kind, before.opens(), closes);
        windows.set(place, after, windows.version(place, kind) + 1, reason.strip(), actor.teacher());
        programs.revise(program);
        audit.record(actor, "program.extend-window", "program:" + program, owner, facts(before, ""),
            facts(after, reason));
        events.publishEvent(new Extended(program, after, reason.strip()));
        return after;
    }

    private static Map<String, String> facts(Window window, String reason) {
        return Map.of("kind", window.kind().name(), "closes", window.closes().toString(), "reason", reason);
    }
}
