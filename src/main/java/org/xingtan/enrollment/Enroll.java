package org.xingtan.enrollment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Pipeline;
import org.xingtan.platform.persistence.ValueRows;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Brings people into programs, and out of them again, for whoever has decided it: many in one statement, in the caller's transaction. */
@Repository
public class Enroll {

    /** Somebody who leaves a program. @param since when he was let in: who took part before stays */
    public record Leaving(TeacherId teacher, ProgramId program, Instant since) {}

    private static final ValueRows INSERT = new ValueRows("""
        insert into enrollment.participation (teacher_id, program_id, id, track, organization_id, joined_at)
        select v.teacher_id, v.program_id, v.id, v.track, v.organization_id, v.joined_at
          from (values %s) v (teacher_id, program_id, id, track, organization_id, joined_at)
         where v.teacher_id is not null
        on conflict (teacher_id, program_id) do nothing
        returning teacher_id, program_id, organization_id
        """, "uuid", "uuid", "uuid", "text", "uuid", "timestamptz");

    /** Who has begun stays: what he has learned is his. */
    private static final ValueRows DELETE = new ValueRows("""
        delete from enrollment.participation p
         using (values %s) v (teacher_id, program_id, since)
         where p.teacher_id = v.teacher_id and p.program_id = v.program_id and p.started_at is null and p.joined_at >= v.since
        returning p.teacher_id, p.program_id, p.organization_id
        """, "uuid", "uuid", "timestamptz");

    private static final String HOLD_FREE = """
        with unbegun as not materialized (
            select teacher_id, program_id from enrollment.participation
             where teacher_id = any (?) and program_id = any (?) and started_at is null),
        held as materialized (
            select teacher_id, program_id from enrollment.participation
             where teacher_id = any (?) and program_id = any (?) and started_at is null
             order by teacher_id, program_id for update skip locked)
        select distinct teacher_id from unbegun where (teacher_id, program_id) not in (select teacher_id, program_id from held)
        """;
    private static final RowMapper<TeacherId> BUSY = (row, _) -> new TeacherId(row.getObject(1, UUID.class));

    private final JdbcClient db;
    private final Tally tally;
    private final ObjectProvider<ParticipationsMoved> listeners;

    Enroll(JdbcClient db, Tally tally, ObjectProvider<ParticipationsMoved> listeners) {
        this.db = db;
        this.tally = tally;
        this.listeners = listeners;
    }

    /** Who takes part already stays as he is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void all(List<Participation> participations) {
        count(INSERT, rows(participations), 1);
    }

    /**
     * The same, with other statements, for people of whom hardly any takes part: all are counted as coming, and who was there already is counted
     * off again afterwards.
     *
     * @param size of these statements, at most {@link ValueRows#MOST}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void all(List<Participation> participations, int size, Pipeline with) {
        var made = INSERT.ask(rows(participations), size, with, (row, _) -> delta(row, 1));
        var all = participations.stream().map(it -> new Delta(it.teacher(), it.program(), it.organization(), Measure.ENROLLED, 1)).toList();
        tally.addAll(all, size, with);
        with.afterwards(() -> {
            if (made.get().size() < all.size()) {
                var there = new ArrayList<>(all);
                made.get().forEach(there::remove);
                tally.addAll(there.stream().map(it -> new Delta(it.teacher(), it.program(), it.organization(), it.measure(), -1)).toList());
            }
        });
    }

    private static List<List<Object>> rows(List<Participation> participations) {
        return participations.stream().sorted(Comparator.comparing(it -> it.teacher().value()))
            .map(it -> List.<Object>of(it.teacher().value(), it.program().value(), it.id(), it.track(), it.organization().value(),
                it.joinedAt().atOffset(ZoneOffset.UTC))).toList();
    }

    /** Until the transaction ends nobody of these begins to learn in any program; who is just beginning is waited for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Collection<TeacherId> people) {
        db.sql("select 1 from enrollment.participation where teacher_id = any (:people) and started_at is null order by teacher_id, program_id for update")
            .param("people", TeacherId.array(people)).query(_ -> {});
    }

    /**
     * Until the transaction ends nobody of these begins to learn in one of the programs; nobody is waited for.
     *
     * @return those whose participation in one of them somebody is changing at this moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<TeacherId> holdFree(Collection<TeacherId> people, Collection<ProgramId> programs) {
        return new HashSet<>(db.sql(HOLD_FREE).params(held(people, programs)).query(BUSY).list());
    }

    /** The same, with other statements. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Supplier<List<TeacherId>> holdFree(Collection<TeacherId> people, Collection<ProgramId> programs, Pipeline with) {
        return with.ask(HOLD_FREE, held(people, programs), new RowMapperResultSetExtractor<>(BUSY));
    }

    private static List<?> held(Collection<TeacherId> people, Collection<ProgramId> programs) {
        var teachers = TeacherId.array(people);
        var of = programs.stream().map(ProgramId::value).distinct().toArray(UUID[]::new);
        return List.of(teachers, of, teachers, of);
    }

    /** Only those who have not begun to learn. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leave(List<Leaving> people) {
        count(DELETE, people.stream().sorted(Comparator.comparing(it -> it.teacher().value()))
            .map(it -> List.<Object>of(it.teacher().value(), it.program().value(), it.since().atOffset(ZoneOffset.UTC))).toList(), -1);
    }

    /** The same of somebody who may have begun: what he has learned stays his, and counts in no figure of the program any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(Leaving one) {
        db.sql("""
                delete from enrollment.participation
                 where teacher_id = :teacher and program_id = :program and joined_at >= :since
                returning organization_id, started_at is not null
                """)
            .param("teacher", one.teacher().value()).param("program", one.program().value()).param("since", one.since().atOffset(ZoneOffset.UTC))
            .query((row, _) -> Map.entry(new OrganizationId(row.getObject(1, UUID.class)), row.getBoolean(2))).optional()
            .ifPresent(gone -> {
                tally.addAll((gone.getValue() ? List.of(Measure.ENROLLED, Measure.STARTED) : List.of(Measure.ENROLLED)).stream()
                    .map(it -> new Delta(one.teacher(), one.program(), gone.getKey(), it, -1)).toList());
                listeners.forEach(it -> it.moved(List.of(new ParticipationsMoved.Move(one.teacher(), one.program(), gone.getKey(), null))));
            });
    }

    private void count(ValueRows statement, List<List<Object>> rows, int n) {
        var deltas = new ArrayList<Delta>();
        for (var start = 0; start < rows.size(); start += ValueRows.MOST) {
            var part = rows.subList(start, Math.min(rows.size(), start + ValueRows.MOST));
            deltas.addAll(db.sql(statement.statement(part.size())).params(statement.parameters(part))
                .query((row, _) -> delta(row, n)).list());
        }
        tally.addAll(deltas);
    }

    private static Delta delta(ResultSet row, int n) throws SQLException {
        return new Delta(new TeacherId(row.getObject(1, UUID.class)), new ProgramId(row.getObject(2, UUID.class)), new OrganizationId(row.getObject(3, UUID.class)),
            Measure.ENROLLED, n);
    }
}
