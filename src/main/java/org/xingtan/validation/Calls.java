package org.xingtan.validation;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.validation.Call.Stage;

/** The calls and their windows, each window as it was set last: few rows, one for an authority and a year. */
@Repository
class Calls {

    /** Of a path: the system that the nearest authority on the way up names, which has named one last. Who says nothing of it leaves it to those above. */
    static final String SYSTEM = """
        left join lateral (select n.system, n.system_basis
                             from validation.mapping n
                             join directory.organization_card a on a.id = n.owner_id and a.path operator(public.@>) %s
                            where n.system is not null and n.version = (select max(v.version) from validation.mapping v where v.owner_id = n.owner_id)
                            order by public.nlevel(a.path) desc
                            limit 1) named on true
        """;

    private final JdbcClient db;

    Calls(JdbcClient db) {
        this.db = db;
    }

    /** The newest year first. */
    List<Call> all() {
        var found = new LinkedHashMap<UUID, Call>();
        db.sql("""
                select c.id, c.owner_id, o.path::text as path, o.name, o.name_en, c.year, c.title, c.basis, c.published_at, w.stage, w.opens_at, w.closes_at,
                       named.system, named.system_basis
                  from validation.call c
                  join directory.organization_card o on o.id = c.owner_id
                  join validation.call_window w on w.call_id = c.id
                """ + SYSTEM.formatted("o.path") + """
                 where w.version = (select max(n.version) from validation.call_window n where n.call_id = w.call_id and n.stage = w.stage)
                 order by c.year desc, o.path, c.id
                """)
            .query((ResultSet row) -> {
                var published = row.getObject("published_at", OffsetDateTime.class);
                var id = row.getObject("id", UUID.class);
                var call = found.get(id);
                if (call == null) {
                    call = new Call(id, new Call.Owner(new OrganizationId(row.getObject("owner_id", UUID.class)), row.getString("path"),
                        new Localized(row.getString("name"), row.getString("name_en"))), row.getInt("year"), row.getString("title"), row.getString("basis"),
                        published == null ? null : published.toInstant(), new EnumMap<>(Stage.class),
                        row.getString("system") == null ? null : new Call.Elsewhere(row.getString("system"), row.getString("system_basis")));
                    found.put(id, call);
                }
                call.windows().put(Stage.valueOf(row.getString("stage")), new Window(Window.Kind.APPLY,
                    row.getObject("opens_at", OffsetDateTime.class).toInstant(), row.getObject("closes_at", OffsetDateTime.class).toInstant()));
            });
        return List.copyOf(found.values());
    }

    Optional<Call> find(UUID id) {
        return all().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** Those that are published and lie on the path above a unit, or at it: the nearest one first. */
    Optional<Call> above(String path, int year) {
        return all().stream().filter(it -> it.isPublished() && it.year() == year && it.covers(path))
            .max(Comparator.comparingInt(it -> it.owner().path().length()));
    }

    /** Under which the unit's own people are: that of the authority that asks them, wherever the unit lies since; without any of them, of the nearest above. */
    Optional<Call> of(OrganizationCard unit, int year) {
        return db.sql("""
                -- all teachers: whether anybody of a unit is under it
                select c.id
                  from validation.call c
                 where c.year = :year and c.published_at is not null
                   and exists (select from standing.state_card s where s.organization_id = :unit and s.year = c.year and s.jurisdiction = c.owner_id)
                 order by c.id
                 limit 1
                """)
            .param("year", year).param("unit", unit.id().value()).query(UUID.class).optional().flatMap(this::find).or(() -> above(unit.path(), year));
    }

    /** Those that concern a person, the newest year first: where he counts in the year, or where it was validated. */
    List<Call> of(TeacherId teacher) {
        var ids = db.sql("""
                select c.id
                  from validation.call c
                 where c.published_at is not null
                   and coalesce((select d.call_id = c.id from validation.dossier d where d.teacher_id = :teacher and d.year = c.year and d.state = 'VALIDATED'),
                                exists (select from standing.state_card s where s.teacher_id = :teacher and s.year = c.year and s.jurisdiction = c.owner_id))
                """)
            .param("teacher", teacher.value()).query(UUID.class).set();
        return ids.isEmpty() ? List.of() : all().stream().filter(it -> ids.contains(it.id())).toList();
    }

    /** @return false when the authority has one of that year already */
    boolean add(Call call, Instant at, TeacherId by) {
        var added = db.sql("""
                insert into validation.call (id, owner_id, year, title, basis, made_at, made_by) values (:id, :owner, :year, :title, :basis, :at, :by)
                on conflict (owner_id, year) do nothing
                """)
            .param("id", call.id()).param("owner", call.owner().id().value()).param("year", call.year()).param("title", call.title())
            .param("basis", call.basis()).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).update() == 1;
        if (added) {
            call.windows().forEach((stage, window) -> set(call.id(), stage, window, "", Map.entry(at, by)));
        }
        return added;
    }

    void set(UUID call, Stage stage, Window window, String reason, Map.Entry<Instant, TeacherId> set) {
        db.sql("""
                insert into validation.call_window (call_id, stage, version, opens_at, closes_at, reason, set_at, set_by)
                select :call, :stage, coalesce(max(version), 0) + 1, :opens, :closes, :reason, :at, :by
                  from validation.call_window where call_id = :call and stage = :stage
                """)
            .param("call", call).param("stage", stage.name()).param("opens", window.opens().atOffset(ZoneOffset.UTC))
            .param("closes", window.closes().atOffset(ZoneOffset.UTC)).param("reason", reason).param("at", set.getKey().atOffset(ZoneOffset.UTC))
            .param("by", set.getValue().value()).update();
    }

    /** Until the transaction ends nobody else changes it. */
    void lock(UUID call) {
        db.sql("select 1 from validation.call where id = :id for update").param("id", call).query(_ -> {});
    }

    /** @return false when it was before */
    boolean publish(UUID call, Instant at) {
        return db.sql("update validation.call set published_at = :at where id = :id and published_at is null")
            .param("id", call).param("at", at.atOffset(ZoneOffset.UTC)).update() == 1;
    }
}
