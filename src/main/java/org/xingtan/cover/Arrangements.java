package org.xingtan.cover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.cover.Arrangement.Colleague;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** What was arranged, and every version of it. */
@Repository
public class Arrangements {

    private static final String SELECT = """
        select a.teacher_id, t.name, a.day, a.cause, a.unit_id, a.title, a.kind, a.covered_by, c.name as cover, a.note, a.accepted, a.state, a.version, a.set_by, a.set_by_name, a.set_at
          from cover.arrangement a
          join directory.teacher_card t on t.teacher_id = a.teacher_id
          left join directory.teacher_card c on c.teacher_id = a.covered_by
        """;

    private final JdbcClient db;

    Arrangements(JdbcClient db) {
        this.db = db;
    }

    /** Of people of a unit, whoever has arranged it, and of those who were when it was arranged; also what was taken back. */
    List<Arrangement> of(OrganizationId unit, Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return db.sql(SELECT + """
                 where (a.teacher_id = any (:people) or a.unit_id = :unit) and a.day between :from and :to
                 order by a.day, a.teacher_id, a.cause
                """)
            .param("people", TeacherId.array(people)).param("unit", unit.value()).param("from", from).param("to", to).query((row, _) -> arrangement(row)).list();
    }

    /** What holds of somebody's own lessons, and of those he takes. */
    List<Arrangement> of(TeacherId person, LocalDate since) {
        return db.sql(SELECT + """
                 where (a.teacher_id = :person or a.covered_by = :person) and a.state = 'ARRANGED' and a.day >= :since
                 order by a.day, a.teacher_id, a.cause
                """)
            .param("person", person.value()).param("since", since).query((row, _) -> arrangement(row)).list();
    }

    /** Of one person for one cause, whoever has arranged it; also what was taken back. */
    List<Arrangement> of(TeacherId teacher, String cause) {
        return db.sql(SELECT + " where a.teacher_id = :teacher and a.cause = :cause order by a.day").param("teacher", teacher.value()).param("cause", cause)
            .query((row, _) -> arrangement(row)).list();
    }

    /** What these people have promised to take on these days. */
    List<Arrangement> coveredBy(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return db.sql(SELECT + """
                 where a.covered_by = any (:people) and a.state = 'ARRANGED' and a.day between :from and :to
                 order by a.day, a.teacher_id, a.cause
                """)
            .param("people", TeacherId.array(people)).param("from", from).param("to", to).query((row, _) -> arrangement(row)).list();
    }

    /** Whatever holds from that day on. */
    List<Arrangement> ahead(LocalDate since) {
        return db.sql(SELECT + """
                 -- all teachers: what holds is looked through for causes that are gone
                 where a.state = 'ARRANGED' and a.day >= :since
                 order by a.teacher_id, a.day, a.cause
                """)
            .param("since", since).query((row, _) -> arrangement(row)).list();
    }

    Optional<Arrangement> find(TeacherId teacher, LocalDate day, String cause) {
        return db.sql(SELECT + " where a.teacher_id = :teacher and a.day = :day and a.cause = :cause").param("teacher", teacher.value()).param("day", day)
            .param("cause", cause).query((row, _) -> arrangement(row)).optional();
    }

    /** In the place of what was said before. @param act of its history @param reason of taking it back */
    void set(Arrangement one, String act, String reason) {
        about(one, """
                insert into cover.arrangement (teacher_id, day, cause, unit_id, title, kind, covered_by, note, accepted, state, version, set_by, set_by_name, set_at)
                values (:teacher, :day, :cause, :unit, :title, :kind, :cover, :note, :accepted, :state, :version, :by, :byName, :at)
                on conflict (teacher_id, day, cause) do update
                   set unit_id = excluded.unit_id, title = excluded.title, kind = excluded.kind, covered_by = excluded.covered_by, note = excluded.note,
                       accepted = excluded.accepted, state = excluded.state, version = excluded.version, set_by = excluded.set_by, set_by_name = excluded.set_by_name, set_at = excluded.set_at
                """).param("accepted", one.accepted().toArray(String[]::new)).param("state", one.state().name()).update();
        about(one, """
                insert into cover.act (teacher_id, day, cause, unit_id, title, version, act, kind, covered_by, note, reason, at, by, by_name)
                values (:teacher, :day, :cause, :unit, :title, :version, :act, :kind, :cover, :note, :reason, :at, :by, :byName)
                """).param("act", act).param("reason", reason).update();
    }

    private JdbcClient.StatementSpec about(Arrangement one, String sql) {
        return db.sql(sql).param("teacher", one.key().who().id().value()).param("day", one.day()).param("cause", one.key().cause()).param("unit", one.unit().value())
            .param("title", one.title()).param("kind", one.kind().name()).param("cover", one.cover() == null ? null : one.cover().id().value(), java.sql.Types.OTHER)
            .param("note", one.note()).param("version", one.version())
            .param("by", one.setBy() == null ? null : one.setBy().value(), java.sql.Types.OTHER).param("byName", one.setByName())
            .param("at", one.setAt().atOffset(ZoneOffset.UTC));
    }

    /** A line of its history. @param byName empty where its cause was gone */
    public record Act(LocalDate day, String title, String act, Arrangement.Kind kind, @Nullable String cover, String note, String reason, Instant at, String byName) {}

    /** What these units have said of somebody's lessons for one cause, the latest first. */
    List<Act> history(Set<OrganizationId> units, TeacherId teacher, String cause) {
        return db.sql("""
                select h.day, h.title, h.act, h.kind, c.name as cover, h.note, h.reason, h.at, h.by_name
                  from cover.act h
                  left join directory.teacher_card c on c.teacher_id = h.covered_by
                 where h.teacher_id = :teacher and h.cause = :cause and h.unit_id = any (:units)
                 order by h.at desc, h.day, h.version desc
                 limit 100
                """)
            .param("teacher", teacher.value()).param("cause", cause).param("units", units.stream().map(OrganizationId::value).toArray(UUID[]::new))
            .query((row, _) -> new Act(row.getObject("day", LocalDate.class), row.getString("title"), row.getString("act"), Arrangement.Kind.valueOf(row.getString("kind")), row.getString("cover"),
                row.getString("note"), row.getString("reason"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("by_name"))).list();
    }

    private static Arrangement arrangement(ResultSet row) throws SQLException {
        return new Arrangement(new Arrangement.Key(new Colleague(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name")),
            row.getObject("day", LocalDate.class), row.getString("cause")), new OrganizationId(row.getObject("unit_id", UUID.class)), row.getString("title"),
            Arrangement.Kind.valueOf(row.getString("kind")), colleague(row), row.getString("note"), List.of((String[]) row.getArray("accepted").getArray()),
            Arrangement.State.valueOf(row.getString("state")), row.getInt("version"), teacher(row, "set_by"), row.getString("set_by_name"), row.getObject("set_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Colleague colleague(ResultSet row) throws SQLException {
        var id = teacher(row, "covered_by");
        return id == null ? null : new Colleague(id, row.getString("cover"));
    }

    private static @Nullable TeacherId teacher(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new TeacherId(id);
    }
}
