package org.xingtan.program;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.Json;

/** Use case: a new version of a program's rules comes into force. What older versions decided stays decided. */
@Service
public class PublishRules {

    /** A program has been published, or its tracks are other ones. */
    record Published(ProgramId program) {}

    /** Somebody has said elsewhere what the hours of a program count as: a module above implements it. */
    public interface SaidCategory {

        /**
         * In the transaction that brings new rules into force, which holds the program: what nobody relies on yet says the new category from now on.
         *
         * @return a condition for each of those on which somebody relies
         */
        List<Condition> becomes(ProgramId program, String category);
    }

    /** Who hears of new rules, and who may be against them. */
    @Component
    record Others(ApplicationEventPublisher events, ObjectProvider<SaidCategory> said) {}

    private final JdbcClient db;
    private final ProgramReader reader;
    private final Programs programs;
    private final AuditTrail audit;
    private final Others others;
    private final Clock clock;

    PublishRules(JdbcClient db, ProgramReader reader, Programs programs, AuditTrail audit, Others others, Clock clock) {
        this.db = db;
        this.reader = reader;
        this.programs = programs;
        this.audit = audit;
        this.others = others;
        this.clock = clock;
    }

    /**
     * @return the number of the new version
     * @throws NotFound when there is no such published program
     * @throws org.xingtan.platform.Refused when the rules name tracks, phases or lessons that it has not, or another category than somebody was told
     */
    @Transactional
    public int publish(ProgramId program, Rules rules, Actor actor) {
        lock(program);
        return publish(reader.read(program).orElseThrow(() -> new NotFound(program)), rules, actor);
    }

    /**
     * The same with tracks and their audiences, which are as they are now from that moment on. Who takes part already goes on.
     *
     * @throws org.xingtan.platform.Refused also when a track is missing that there was
     */
    @Transactional
    public int publish(ProgramId program, List<ProgramDetail.Track> tracks, Rules rules, Actor actor) {
        lock(program);
        var before = reader.read(program).orElseThrow(() -> new NotFound(program));
        var codes = tracks.stream().map(ProgramDetail.Track::code).toList();
        Verdict.of(before.tracks().stream().map(it -> Condition.of("rules.track-kept", codes.contains(it.code()), it.code())).toList()).orRefuse();
        var position = 0;
        for (var track : tracks) {
            set(program, ++position, track);
        }
        others.events.publishEvent(new Published(program));
        return publish(before.with(tracks, before.rules()), rules, actor);
    }

    private int publish(ProgramDetail before, Rules rules, Actor actor) {
        RulesCheck.verdict(rules, before).orRefuse();
        var category = rules.credit().category();
        if (!before.rules().credit().category().equals(category)) {
            Verdict.of(others.said.stream().flatMap(it -> it.becomes(before.id(), category).stream()).toList()).orRefuse();
        }
        var version = before.ruleVersion() + 1;
        insert(before.id(), version, rules, actor.teacher());
        programs.revise(before.id());
        audit.record(actor, "program.publish-rules", "program:" + before.id(), path(before), before.rules(), rules);
        return version;
    }

    private void set(ProgramId program, int position, ProgramDetail.Track track) {
        db.sql("""
                insert into program.track (program_id, code, position, title, title_en, audience)
                values (:program, :code, :position, :title, :titleEn, :audience)
                    on conflict (program_id, code) do update
                   set position = excluded.position, title = excluded.title, title_en = excluded.title_en, audience = excluded.audience
                """)
            .param("program", program.value()).param("code", track.code()).param("position", position).param("title", track.title())
            .param("titleEn", track.titleEn()).param("audience", Json.jsonb(track.audience())).update();
    }

    /** Where the trail is looked for. */
    private String path(ProgramDetail program) {
        return db.sql("select path::text from directory.organization_card where id = :id").param("id", program.owner().value()).query(String.class).single();
    }

    /** Version 1, within the publication of the program. */
    void first(ProgramId program, Rules rules) {
        insert(program, 1, rules, null);
        var whole = reader.read(program).orElseThrow();
        RulesCheck.verdict(rules, whole).orRefuse();
        programs.changed(program, whole.revision());
        others.events.publishEvent(new Published(program));
    }

    /** One after the other: versions have no gaps and no doubles. Who refers to it, as everybody does who comes into it, is not waited for. */
    private void lock(ProgramId program) {
        db.sql("select id from program.program where id = :id for no key update").param("id", program.value())
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
