package org.xingtan.planning;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.Audience;

/** The lines of plans. Whoever changes one has locked its plan. */
@Repository
class PlanLines {

    private static final String SELECT = """
        select l.id, l.plan_id, l.title, l.audience, l.aims, l.category, l.hours, l.programs, l.study, l.version
          from planning.line l
        """;

    private final JdbcClient db;

    PlanLines(JdbcClient db) {
        this.db = db;
    }

    Optional<PlanLine> find(UUID id) {
        return db.sql(SELECT + "where l.id = :id and not l.removed").param("id", id).query((row, _) -> line(row)).optional();
    }

    /** In the order in which they were made. */
    List<PlanLine> of(UUID plan) {
        return of(List.of(plan));
    }

    List<PlanLine> of(List<UUID> plans) {
        return db.sql(SELECT + "where l.plan_id = any (:plans) and not l.removed order by l.plan_id, l.position, l.id").param("plans", plans.toArray(UUID[]::new))
            .query((row, _) -> line(row)).list();
    }

    /** Those of all plans that name units, by the plan. */
    List<PlanLine> naming() {
        return db.sql(SELECT + "where not l.removed and jsonb_path_exists(l.audience, '$.** ? (@.is == \"within\")') order by l.plan_id, l.id")
            .query((row, _) -> line(row)).list();
    }

    /** Also of a line that is removed. */
    Optional<UUID> planOf(UUID id) {
        return db.sql("select plan_id from planning.line where id = :id").param("id", id).query(UUID.class).optional();
    }

    boolean isThere(UUID id) {
        return db.sql("select exists (select from planning.line where id = :id)").param("id", id).query(Boolean.class).single();
    }

    boolean isTaken(PlanLine line) {
        return db.sql("select exists (select from planning.line where plan_id = :plan and title = :title and id <> :id and not removed)")
            .param("plan", line.plan()).param("title", line.title()).param("id", line.id()).query(Boolean.class).single();
    }

    void add(PlanLine line, int version) {
        write("""
            insert into planning.line (id, plan_id, position, title, audience, aims, category, hours, programs, study, version)
            select :id, :plan, count(*) + 1, :title, :audience, :aims, :category, :hours, :programs, :study, :version from planning.line where plan_id = :plan
            """, line, version);
    }

    void change(PlanLine line, int version) {
        write("""
            update planning.line
               set title = :title, audience = :audience, aims = :aims, category = :category, hours = :hours, programs = :programs, study = :study,
                   version = :version
             where id = :id and plan_id = :plan
            """, line, version);
    }

    private void write(String sql, PlanLine line, int version) {
        db.sql(sql).param("id", line.id()).param("plan", line.plan()).param("title", line.title()).param("audience", Json.jsonb(line.group().audience()))
            .param("aims", line.aims()).param("category", line.category(), Types.VARCHAR)
            .param("hours", line.hours() == null ? null : line.hours().value(), Types.NUMERIC)
            .param("programs", line.programs().stream().map(ProgramId::value).toArray(UUID[]::new)).param("study", line.study())
            .param("version", version).update();
    }

    void remove(UUID id, int version) {
        db.sql("update planning.line set removed = true, version = :version where id = :id").param("version", version).param("id", id).update();
    }

    private static PlanLine line(ResultSet row) throws SQLException {
        var hours = row.getObject("hours", BigDecimal.class);
        return new PlanLine(row.getObject("id", UUID.class), row.getObject("plan_id", UUID.class), row.getString("title"),
            Group.of(Json.read(row.getString("audience"), Audience.class)), row.getString("aims"), row.getString("category"), hours == null ? null : new CreditHours(hours),
            Stream.of((UUID[]) row.getArray("programs").getArray()).map(ProgramId::new).toList(), row.getBoolean("study"), row.getInt("version"));
    }
}
