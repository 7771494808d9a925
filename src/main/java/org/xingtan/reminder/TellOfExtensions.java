package org.xingtan.reminder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.ExtendWindow;
import org.xingtan.program.Programs;

/**
 * Use case: when there is more time to learn, those who take part and have not completed are told; when there is more time to appeal,
 * all who take part. The extension notes it in its own transaction; who is told follows, some at a time, on whatever node is there.
 */
@Component
class TellOfExtensions {

    private static final int AT_ONCE = 1_000;

    private record Open(UUID id, ProgramId program, Window.Kind kind, Instant closes, String reason, @Nullable UUID unit, @Nullable UUID teacher) {}

    private record Participant(UUID unit, UUID teacher) {}

    private final JdbcClient db;
    private final Programs programs;
    private final Send send;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TellOfExtensions(JdbcClient db, Programs programs, Send send, TransactionTemplate transactions, Clock clock) {
        this.db = db;
        this.programs = programs;
        this.send = send;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ExtendWindow.Extended extended) {
        var window = extended.window();
        if (window.kind() == Window.Kind.LEARN || window.kind() == Window.Kind.APPEAL) {
            db.sql("""
                    insert into reminder.extension (id, program_id, kind, closes_at, reason, extended_at)
                    values (:id, :program, :kind, :closes, :reason, :at)
                    """)
                .param("id", Uuids.next()).param("program", extended.program().value()).param("kind", window.kind().name())
                .param("closes", window.closes().atOffset(ZoneOffset.UTC)).param("reason", extended.reason()).param("at", now()).update();
        }
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 3_000)
    public void goOn() {
        var more = true;
        while (more) {
            more = step();
        }
    }

    /** @return whether there was something to do that no other node was doing */
    boolean step() {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var open = db.sql("""
                    select id, program_id, kind, closes_at, reason, told_organization, told_teacher from reminder.extension
                     where finished_at is null
                     order by extended_at, id
                     limit 1
                       for update skip locked
                    """)
                .query((row, _) -> open(row)).optional();
            open.ifPresent(this::tell);
            return open.isPresent();
        }));
    }

    private void tell(Open open) {
        var some = next(open);
        if (some.isEmpty()) {
            db.sql("update reminder.extension set finished_at = :now where id = :id").param("now", now()).param("id", open.id).update();
            return;
        }
        send.to(some.stream().map(it -> new TeacherId(it.teacher)).toList(), message(open));
        db.sql("update reminder.extension set told_organization = :unit, told_teacher = :teacher where id = :id")
            .param("unit", some.getLast().unit).param("teacher", some.getLast().teacher).param("id", open.id).update();
    }

    private List<Participant> next(Open open) {
        return db.sql("""
                -- all teachers: everybody who takes part
                select x.organization_id, x.teacher_id
                  from enrollment.participation_card x
                 where x.program_id = :program
                   and (:unit::uuid is null or (x.organization_id, x.teacher_id) > (:unit::uuid, :teacher::uuid))
                   and (:kind <> 'LEARN' or not exists (select from program.completion_card c
                                                         where c.teacher_id = x.teacher_id and c.program_id = :program))
                 order by x.organization_id, x.teacher_id
                 limit :limit
                """)
            .param("program", open.program.value()).param("unit", open.unit).param("teacher", open.teacher).param("kind", open.kind.name())
            .param("limit", AT_ONCE)
            .query((row, _) -> new Participant(row.getObject(1, UUID.class), row.getObject(2, UUID.class))).list();
    }

    /** Once for a program, a kind of window and an end, however many of its phases and courses get it. */
    private Outgoing message(Open open) {
        return Outgoing.news("reminder.extension", "program:" + open.program + ":" + open.kind + ":" + open.closes,
            "reminder.extended." + open.kind + ".", programs.find(open.program).title(), open.closes, open.reason).leadingTo("/programs/" + open.program);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(row.getObject("id", UUID.class), new ProgramId(row.getObject("program_id", UUID.class)), Window.Kind.valueOf(row.getString("kind")),
            row.getObject("closes_at", OffsetDateTime.class).toInstant(), row.getString("reason"), row.getObject("told_organization", UUID.class),
            row.getObject("told_teacher", UUID.class));
    }
}
