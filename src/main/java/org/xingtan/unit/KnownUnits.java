package org.xingtan.unit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;

/** Reads the units that are there, with everything a workbook says of them. */
@Repository
class KnownUnits {

    private static final String READ = """
        select o.id, o.code, o.path::text as path, o.name, o.name_en, o.kind, up.code as parent, o.stages, o.ownership, o.rural_since,
               o.subordination, o.closed_on
          from directory.organization_card o
          left join directory.organization_card up on up.id = o.parent_id
        """;

    private final JdbcClient db;

    KnownUnits(JdbcClient db) {
        this.db = db;
    }

    Optional<KnownUnit> find(OrganizationId id) {
        return db.sql(READ + " where o.id = :id").param("id", id.value()).query(KnownUnits::unit).optional();
    }

    /** All below a path that the scope reaches, the path's own unit first, parents before their children. */
    Map<String, KnownUnit> below(Scope scope, String path) {
        var units = new LinkedHashMap<String, KnownUnit>();
        db.sql(READ + " where o.path <@ :path::public.ltree and o.path <@ any (:scope::public.ltree[]) order by public.nlevel(o.path), o.code")
            .param("path", path).param("scope", scope.toArray())
            .query(KnownUnits::unit).list().forEach(unit -> units.put(unit.code(), unit));
        return units;
    }

    Page<KnownUnit> children(Scope scope, OrganizationId parent, @Nullable String after, int limit) {
        var rows = db.sql(READ + """
                 where o.parent_id = :parent and o.path <@ any (:scope::public.ltree[]) and (:after::text is null or o.code > :after)
                 order by o.code
                 limit :limit
                """)
            .param("parent", parent.value()).param("scope", scope.toArray()).param("after", Page.decode(after)).param("limit", limit + 1)
            .query(KnownUnits::unit).list();
        return Page.of(rows, limit, KnownUnit::code);
    }

    /** Which of the codes belong to a unit at all, wherever it lies. */
    Set<String> taken(Collection<String> codes) {
        return new HashSet<>(db.sql("select o.code from directory.organization_card o where o.code = any (:codes)")
            .param("codes", codes.toArray(String[]::new)).query(String.class).list());
    }

    /** What still holds a unit open: people in service or to come, open units below, appointments in force or planned. */
    record Ties(long people, long units, long appointments) {}

    Ties ties(KnownUnit unit) {
        return db.sql("""
                -- all teachers: whether anybody is there, or is to come
                select (select count(distinct s.teacher_id) from directory.service_card s where s.organization_path <@ :path::public.ltree) as people,
                       (select count(*) from directory.organization_card o
                         where o.path <@ :path::public.ltree and o.id <> :id and o.closed_on is null) as units,
                       (select count(*) from directory.office_card a where a.path <@ :path::public.ltree) as appointments
                """)
            .param("path", unit.path()).param("id", unit.id().value()).query(Ties.class).single();
    }

    private static KnownUnit unit(ResultSet row, int number) throws SQLException {
        return new KnownUnit(new OrganizationId(row.getObject("id", UUID.class)), row.getString("code"), row.getString("path"),
            new UnitFacts(row.getString("name"), row.getString("name_en"), row.getString("kind"), row.getString("parent"),
                List.copyOf(Arrays.asList((String[]) row.getArray("stages").getArray())), row.getString("ownership").equals("PRIVATE"),
                row.getObject("rural_since") != null, row.getString("subordination").equals("DIRECT")),
            row.getObject("closed_on", LocalDate.class));
    }
}
