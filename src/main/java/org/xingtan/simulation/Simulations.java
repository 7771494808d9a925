package org.xingtan.simulation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.authoring.DraftCard;
import org.xingtan.authoring.DraftProgram;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;

/** Reads what simulations found: figures by unit, and the people behind them. */
@Repository
class Simulations {

    private static final int PAGE = 50;

    private static final String FIGURES = """
        select o.id, o.name, o.name_en, o.path::text as path, coalesce(sum(u.eligible_before), 0) as eligible_before,
               coalesce(sum(u.eligible_after), 0) as eligible_after, coalesce(sum(u.eligible_gained), 0) as eligible_gained,
               coalesce(sum(u.eligible_lost), 0) as eligible_lost, coalesce(sum(u.completed_gained), 0) as completed_gained,
               coalesce(sum(u.completed_kept), 0) as completed_kept, coalesce(sum(u.certified_gained), 0) as certified_gained,
               coalesce(sum(u.certified_kept), 0) as certified_kept
          from directory.organization_card o
          join directory.organization_card leaf on leaf.path <@ o.path
          left join simulation.unit_figure u on u.organization_id = leaf.id and u.simulation_id = :simulation
        """;

    /** Of whom a list of names is asked. */
    private static final Map<String, String> PEOPLE = Map.of("eligible_gained", "(%2$s and not %1$s)", "eligible_lost", "(%1$s and not %2$s)");

    private final JdbcClient db;
    private final DraftProgram programs;
    private final Simulate simulate;

    Simulations(JdbcClient db, DraftProgram programs, Simulate simulate) {
        this.db = db;
        this.programs = programs;
        this.simulate = simulate;
    }

    /** The newest of a draft. */
    Optional<Simulation> of(UUID draft) {
        return db.sql("""
                select id, draft_version, asked_at, people_at, finished_at from simulation.simulation
                 where draft_id = :draft
                 order by asked_at desc, id desc
                 limit 1
                """)
            .param("draft", draft)
            .query((row, _) -> new Simulation(row.getObject(1, UUID.class), row.getInt(2), row.getObject(3, OffsetDateTime.class).toInstant(), at(row, 4), at(row, 5)))
            .optional();
    }

    /** One unit with everything below it. */
    SimulatedFigures figures(UUID simulation, String path) {
        return db.sql(FIGURES + " where o.path = :path::public.ltree group by o.id, o.name, o.name_en, o.path")
            .param("simulation", simulation).param("path", path).query((row, _) -> figures(row)).single();
    }

    /** The units right below it that something would change for, as far as the scope reaches. */
    List<SimulatedFigures> below(UUID simulation, UUID parent, Scope scope) {
        return db.sql(FIGURES + """
                 where o.parent_id = :parent and o.path <@ any (:scope::public.ltree[])
                 group by o.id, o.name, o.name_en, o.path, o.code
                having coalesce(sum(u.eligible_after + u.eligible_lost + u.completed_gained + u.completed_kept + u.certified_gained + u.certified_kept), 0) > 0
                 order by o.code
                 limit 500
                """)
            .param("simulation", simulation).param("parent", parent).param("scope", scope.toArray()).query((row, _) -> figures(row)).list();
    }

    /**
     * People of a unit that a figure is made of, as of now.
     *
     * @throws NotFound when there is no such figure
     */
    Page<SimulatedPerson> people(DraftCard draft, String figure, String unit, @Nullable String after) {
        var last = after == null ? new UUID(0, 0) : after(after);
        var rows = PEOPLE.containsKey(figure) ? eligible(draft, figure, unit, last) : judged(draft, figure, unit, last);
        return Page.of(rows, PAGE, row -> row.teacher().toString());
    }

    private List<SimulatedPerson> eligible(DraftCard draft, String figure, String unit, UUID last) {
        var before = simulate.before(draft);
        var after = simulate.audience(programs.detail(draft), "after");
        return db.sql("""
                select p.teacher_id, p.name, p.organization_name
                  from directory.person_card p
                 where p.organization_path <@ cast(:unit as public.ltree) and p.teacher_id > :last and %s
                 order by p.teacher_id
                 limit :limit
                """.formatted(PEOPLE.get(figure).formatted(before.where(), after.where())))
            .params(Simulate.params(before, after)).param("unit", unit).param("last", last).param("limit", PAGE + 1)
            .query((row, _) -> person(row)).list();
    }

    private List<SimulatedPerson> judged(DraftCard draft, String figure, String unit, UUID last) {
        if (!CompletionSql.CHANGES.containsKey(figure) || !draft.isChange()) {
            throw new NotFound(figure);
        }
        var judged = CompletionSql.of(programs.detail(draft));
        return db.sql(judged.statement() + """
                select j.teacher_id, t.name, o.name as organization_name
                  from judged j
                  join directory.teacher_card t on t.teacher_id = j.teacher_id
                  join directory.organization_card o on o.id = j.organization_id
                 where j.teacher_id > :last and %s
                 order by j.teacher_id
                 limit :limit
                """.formatted(CompletionSql.CHANGES.get(figure)))
            .params(judged.params()).param("unit", unit).param("last", last).param("limit", PAGE + 1)
            .query((row, _) -> person(row)).list();
    }

    private static UUID after(String cursor) {
        return Uuids.parse(String.valueOf(Page.decode(cursor)));
    }

    private static SimulatedPerson person(ResultSet row) throws SQLException {
        return new SimulatedPerson(new TeacherId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3));
    }

    private static SimulatedFigures figures(ResultSet row) throws SQLException {
        return new SimulatedFigures(row.getObject("id", UUID.class), new Localized(row.getString("name"), row.getString("name_en")), row.getString("path"),
            row.getLong("eligible_before"), row.getLong("eligible_after"), Map.of("eligible_gained", row.getLong("eligible_gained"),
                "eligible_lost", row.getLong("eligible_lost"), "completed_gained", row.getLong("completed_gained"),
                "completed_kept", row.getLong("completed_kept"), "certified_gained", row.getLong("certified_gained"),
                "certified_kept", row.getLong("certified_kept")));
    }

    private static @Nullable Instant at(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
