package org.xingtan.program;

import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;

/** Use case: a new version of a program's rules comes into force. What older versions decided stays decided. */
@Service
public class PublishRules {

    private final JdbcClient db;
    private final ProgramReader reader;
    private final Programs programs;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishRules(JdbcClient db, ProgramReader reader, Programs programs, AuditTrail audit, ApplicationEventPublisher events,
                 Clock clock) {
        this.db = db;
        this.reader = reader;
        this.programs = programs;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return the number of the new version
     * @throws NotFound when there is no such published program
     * @throws org.xingtan.platform.Refused when the rules name tracks, phases or lessons that it has not
     */
    @Transactional
    public int publish(ProgramId program, Rules rules, Actor actor) {
        lock(program);
        var before = reader.read(program).orElseThrow(() -> new NotFound(program));
        RulesCheck.verdict(rules, before).orRefuse();
        var version = before.ruleVersion() + 1;
        insert(program, version, rules, actor.teacher());
        programs.revise(program);
        audit.record(actor, "program.publish-rules", "program:" + program, null, before.rules(), rules);
        return version;
    }

    /** Version 1, within the publication of the program. */
    void first(ProgramId program, Rules rules) {
        insert(program, 1, rules, null);
        RulesCheck.verdict(rules, reader.read(program).orElseThrow()).orRefuse();
        programs.changed();
        events.publishEvent(new ProgramPublished(program));
    }

    /** One after the other: versions have no gaps and no doubles. */
    private void lock(ProgramId program) {
        db.sql("select id from program.program where id = :id for update").param("id", program.value())
            .query(java.util.UUID.class).optional().orElseThrow(() -> new NotFound(program));
    }

    private void insert(ProgramId program, int version, Rules rules, @Nullable TeacherId by) {
        db.sql("""
                insert into program.rules (program_id, version, rules, published_at, published_by)
                values (:program, :version, :rules, :at, :by::uuid)
                """)
            .param("program", program.value())
            .param("version", version)
            .param("rules", Json.jsonb(rules))
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", by == null ? null : by.value())
            .update();
    }
}
