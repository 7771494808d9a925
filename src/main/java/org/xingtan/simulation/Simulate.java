package org.xingtan.simulation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.authoring.DraftCard;
import org.xingtan.authoring.DraftProgram;
import org.xingtan.authoring.Drafts;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.program.AudienceSql;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.SqlFragment;

/**
 * Use case: before a draft comes out, what it would do: who becomes or ceases to be eligible, completed, certified, counted unit by
 * unit. It reads and changes nothing. Asked for in a request, it is counted in two steps on whatever node is there.
 */
@Component
class Simulate {

    private static final Logger LOG = LoggerFactory.getLogger(Simulate.class);

    private record Asked(UUID id, UUID draft, boolean counted) {}

    private final JdbcClient db;
    private final Drafts drafts;
    private final DraftProgram programs;
    private final TransactionTemplate transactions;
    private final Patience patience;
    private final Clock clock;

    Simulate(JdbcClient db, Drafts drafts, DraftProgram programs, TransactionTemplate transactions, Patience patience, Clock clock) {
        this.db = db;
        this.drafts = drafts;
        this.programs = programs;
        this.transactions = transactions;
        this.patience = patience;
        this.clock = clock;
    }

    /** Asked again while it is being counted nothing happens; later it is counted anew. */
    @Transactional
    void ask(Actor actor, DraftCard draft) {
        db.sql("""
                delete from simulation.unit_figure where simulation_id in
                    (select id from simulation.simulation where draft_id = :draft and finished_at is not null)
                """).param("draft", draft.id()).update();
        db.sql("delete from simulation.simulation where draft_id = :draft and finished_at is not null").param("draft", draft.id()).update();
        db.sql("""
                insert into simulation.simulation (id, draft_id, draft_version, asked_by, asked_at)
                values (:id, :draft, :version, :by, :at)
                on conflict (draft_id) where finished_at is null do nothing
                """)
            .param("id", Uuids.next()).param("draft", draft.id()).param("version", draft.version()).param("by", actor.teacher().value())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    @Scheduled(fixedDelay = 1_000, initialDelay = 2_000)
    public void goOn() {
        var more = true;
        while (more) {
            more = step();
        }
    }

    /**
     * What cannot be counted is forgotten, so that it keeps nobody else waiting.
     *
     * @return whether there was something to do that no other node was doing
     */
    boolean step() {
        var taken = new AtomicReference<Asked>();
        try {
            return Boolean.TRUE.equals(transactions.execute(_ -> count(taken)));
        } catch (RuntimeException e) {
            if (taken.get() == null) {
                throw e;
            }
            LOG.error("Draft {} cannot be simulated", taken.get().draft, e);
            transactions.executeWithoutResult(_ -> forget(taken.get().id));
            return true;
        }
    }

    private boolean count(AtomicReference<Asked> taken) {
        var asked = db.sql("""
                select id, draft_id, people_at is not null as counted from simulation.simulation
                 where finished_at is null
                 order by asked_at, id
                 limit 1
                   for update skip locked
                """)
            .query((row, _) -> new Asked(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getBoolean(3))).optional();
        asked.ifPresent(it -> {
            taken.set(it);
            count(it);
        });
        return asked.isPresent();
    }

    private void forget(UUID simulation) {
        db.sql("delete from simulation.unit_figure where simulation_id = :id").param("id", simulation).update();
        db.sql("delete from simulation.simulation where id = :id").param("id", simulation).update();
    }

    private void count(Asked asked) {
        patience.extend();
        var draft = drafts.find(asked.draft);
        if (draft.isPresent() && !asked.counted) {
            people(asked.id, before(draft.get()), audience(programs.detail(draft.get()), "after"));
            db.sql("update simulation.simulation set people_at = :at where id = :id").param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", asked.id).update();
        } else {
            draft.filter(DraftCard::isChange).ifPresent(it -> participants(asked.id, programs.detail(it)));
            db.sql("update simulation.simulation set finished_at = :at where id = :id").param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", asked.id).update();
        }
    }

    private void people(UUID simulation, SqlFragment before, SqlFragment after) {
        db.sql("""
                -- all teachers: heads of every unit
                insert into simulation.unit_figure (simulation_id, organization_id, eligible_before, eligible_after, eligible_gained, eligible_lost)
                select :simulation, p.organization_id, count(*) filter (where %1$s), count(*) filter (where %2$s),
                       count(*) filter (where %2$s and not %1$s), count(*) filter (where %1$s and not %2$s)
                  from directory.person_card p
                 group by p.organization_id
                having count(*) filter (where %1$s or %2$s) > 0
                """.formatted(before.where(), after.where()))
            .params(params(before, after)).param("simulation", simulation).update();
    }

    private void participants(UUID simulation, ProgramDetail after) {
        var judged = CompletionSql.of(after);
        db.sql(judged.statement() + """
                insert into simulation.unit_figure as u (simulation_id, organization_id, completed_gained, completed_kept, certified_gained, certified_kept)
                select :simulation, organization_id, count(*) filter (where %s), count(*) filter (where %s), count(*) filter (where %s),
                       count(*) filter (where %s)
                  from judged
                 group by organization_id
                    on conflict (simulation_id, organization_id) do update
                   set completed_gained = excluded.completed_gained, completed_kept = excluded.completed_kept,
                       certified_gained = excluded.certified_gained, certified_kept = excluded.certified_kept
                """.formatted(CompletionSql.CHANGES.get("completed_gained"), CompletionSql.CHANGES.get("completed_kept"),
                CompletionSql.CHANGES.get("certified_gained"), CompletionSql.CHANGES.get("certified_kept")))
            .params(judged.params()).param("unit", null).param("simulation", simulation).update();
    }

    /** Nobody, where there was nothing before. */
    SqlFragment before(DraftCard draft) {
        return programs.before(draft).map(it -> audience(it, "before")).orElse(new SqlFragment("false", Map.of()));
    }

    SqlFragment audience(ProgramDetail program, String prefix) {
        return AudienceSql.anyTrack(program, LocalDate.now(clock.withZone(Window.ZONE)), prefix);
    }

    static Map<String, Object> params(SqlFragment before, SqlFragment after) {
        var params = new HashMap<>(before.params());
        params.putAll(after.params());
        return params;
    }
}
