package org.xingtan.simulation;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.authoring.NewRules;
import org.xingtan.learning.JudgeUnderNewRules;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.program.Programs;

/**
 * After new rules have come out: whoever meets them by what he has done already is judged, and granted what they grant. Nobody
 * loses anything. The people are collected in one statement and then judged one by one, some in each transaction, on
 * whatever node is there; a crash costs nothing, and judging twice changes nothing.
 */
@Component
class GrantUnderNewRules implements NewRules, AuditCheck {

    private static final Logger LOG = LoggerFactory.getLogger(GrantUnderNewRules.class);
    private static final int AT_ONCE = 200;

    private record Open(UUID id, ProgramId program, boolean collected) {}

    private record Waiting(TeacherId teacher, ProgramId program) {}

    private final JdbcClient db;
    private final Programs programs;
    private final JudgeUnderNewRules judge;
    private final TransactionTemplate transactions;
    private final Patience patience;

    GrantUnderNewRules(JdbcClient db, Programs programs, JudgeUnderNewRules judge, TransactionTemplate transactions, Patience patience) {
        this.db = db;
        this.programs = programs;
        this.judge = judge;
        this.transactions = transactions;
        this.patience = patience;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void published(ProgramId program, int version) {
        db.sql("""
                insert into simulation.judging (id, program_id, rule_version, asked_at) values (:id, :program, :version, now())
                on conflict (program_id, rule_version) do nothing
                """)
            .param("id", Uuids.next()).param("program", program.value()).param("version", version).update();
    }

    @Override
    public boolean isUnderWay(ProgramId program) {
        return db.sql("select exists (select from simulation.judging where program_id = :program and finished_at is null)")
            .param("program", program.value()).query(Boolean.class).single();
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 3_000)
    public void goOn() {
        var more = true;
        while (more) {
            more = step();
        }
    }

    /**
     * When some cannot be judged together, they are one by one, and who cannot be keeps nobody else waiting.
     *
     * @return whether there was something to do that no other node was doing
     */
    boolean step() {
        try {
            return Boolean.TRUE.equals(transactions.execute(_ -> next()));
        } catch (RuntimeException e) {
            var some = waiting(false);
            if (some.isEmpty()) {
                throw e;
            }
            some.forEach(this::judgeAlone);
            return true;
        }
    }

    private boolean next() {
        var open = db.sql("""
                select id, program_id, collected_at is not null from simulation.judging
                 where finished_at is null
                 order by asked_at, id
                 limit 1
                   for update skip locked
                """)
            .query((row, _) -> new Open(row.getObject(1, UUID.class), new ProgramId(row.getObject(2, UUID.class)), row.getBoolean(3))).optional();
        open.ifPresent(it -> {
            if (it.collected) {
                judge(it);
            } else {
                collect(it);
            }
        });
        return open.isPresent();
    }

    private void collect(Open open) {
        patience.extend();
        var judged = CompletionSql.of(programs.current(open.program));
        var people = db.sql(judged.statement() + """
                insert into simulation.to_judge (teacher_id, program_id)
                select teacher_id, :program from judged where %s or %s
                on conflict (teacher_id, program_id) do update set failed_at = excluded.failed_at
                """.formatted(CompletionSql.CHANGES.get("completed_gained"), CompletionSql.CHANGES.get("certified_gained")))
            .params(judged.params()).param("unit", null).update();
        db.sql("update simulation.judging set collected_at = now(), people = :people where id = :id").param("people", people).param("id", open.id).update();
    }

    /** Some of them; the row of the judging is held meanwhile, so that no other node takes the same. */
    private void judge(Open open) {
        var teachers = next(open.program);
        teachers.forEach(teacher -> judge.judge(new TeacherId(teacher), open.program));
        if (teachers.isEmpty()) {
            db.sql("update simulation.judging set finished_at = now() where id = :id").param("id", open.id).update();
        } else {
            db.sql("delete from simulation.to_judge where teacher_id = any (:teachers) and program_id = :program")
                .param("teachers", teachers.toArray(UUID[]::new)).param("program", open.program.value()).update();
        }
    }

    private List<UUID> next(ProgramId program) {
        return db.sql("select teacher_id from simulation.to_judge where program_id = :program and failed_at is null order by teacher_id limit :limit")
            .param("program", program.value()).param("limit", AT_ONCE).query(UUID.class).list();
    }

    /** @param failed those that could not be judged; else the others */
    private List<Waiting> waiting(boolean failed) {
        return db.sql("""
                select teacher_id, program_id from simulation.to_judge
                 where (failed_at is not null) = :failed
                 order by program_id, teacher_id
                 limit :limit
                """)
            .param("failed", failed).param("limit", AT_ONCE)
            .query((row, _) -> new Waiting(new TeacherId(row.getObject(1, UUID.class)), new ProgramId(row.getObject(2, UUID.class)))).list();
    }

    private boolean judgeAlone(Waiting one) {
        try {
            transactions.executeWithoutResult(_ -> {
                judge.judge(one.teacher, one.program);
                db.sql("delete from simulation.to_judge where teacher_id = :teacher and program_id = :program")
                    .param("teacher", one.teacher.value()).param("program", one.program.value()).update();
            });
            return true;
        } catch (RuntimeException e) {
            LOG.error("{} cannot be judged under the new rules of {}", one.teacher, one.program, e);
            db.sql("update simulation.to_judge set failed_at = now() where teacher_id = :teacher and program_id = :program")
                .param("teacher", one.teacher.value()).param("program", one.program.value()).update();
            return false;
        }
    }

    @Override
    public String name() {
        return "simulation.judged";
    }

    @Override
    public List<String> findings(boolean repair) {
        return waiting(true).stream().filter(one -> !repair || !judgeAlone(one))
            .map(one -> "%s could not be judged under the new rules of program %s".formatted(one.teacher, one.program)).toList();
    }
}
