package org.xingtan.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Whose rules a unit's people are under. */
@Repository
public class Jurisdictions {

    private static final String NEAREST = """
        select o.id
          from directory.organization_card o
         where o.path = any (cast(:lineage as public.ltree[]))
         order by exists (select from ledger.annual_requirement r where r.jurisdiction = o.id) desc,
                  case when exists (select from ledger.annual_requirement r where r.jurisdiction = o.id)
                       then -public.nlevel(o.path) else abs(public.nlevel(o.path) - 2) end,
                  o.id
         limit 1
        """;

    private static final String NEAREST_OF_MANY = "select w.path, j.id from unnest(cast(:paths as text[]), cast(:lineages as text[])) as w (path, lineage) cross join lateral ("
        + NEAREST.replace(":lineage", "string_to_array(w.lineage, ' ')") + ") j";

    private final JdbcClient db;

    Jurisdictions(JdbcClient db) {
        this.db = db;
    }

    /** The nearest organization on the path that asks for annual hours; where none does, the province (or what stands above it). */
    public OrganizationId of(String path) {
        return db.sql(NEAREST).param("lineage", lineage(path))
            .query((row, _) -> new OrganizationId(row.getObject("id", UUID.class)))
            .optional().orElseThrow(() -> new NotFound(path));
    }

    /** The same of many paths in one statement. */
    Map<String, OrganizationId> of(Set<String> paths) {
        var all = List.copyOf(paths);
        var found = new HashMap<String, OrganizationId>();
        db.sql(NEAREST_OF_MANY).param("paths", all.toArray(String[]::new)).param("lineages", all.stream().map(Jurisdictions::written).toArray(String[]::new))
            .query(row -> {
                found.put(row.getString("path"), new OrganizationId(row.getObject("id", UUID.class)));
            });
        paths.stream().filter(it -> !found.containsKey(it)).findFirst().ifPresent(stranger -> {
            throw new NotFound(stranger);
        });
        return found;
    }

    /** Where a person is: the unit he is in, else the jurisdiction of his newest account; empty for who has neither. */
    public Optional<String> pathOf(TeacherId teacher) {
        return db.sql("select organization_path from directory.person_card where teacher_id = :teacher")
            .param("teacher", teacher.value()).query(String.class).optional()
            .or(() -> db.sql("""
                    select o.path
                      from ledger.account a
                      join directory.organization_card o on o.id = a.jurisdiction
                     where a.teacher_id = :teacher
                     order by a.opened_at desc, a.jurisdiction
                     limit 1
                    """)
                .param("teacher", teacher.value()).query(String.class).optional());
    }

    /** The {@link #lineage} as one text, for a statement about many. */
    static String written(String path) {
        return String.join(" ", lineage(path));
    }

    /** The path itself and every path above it. */
    static String[] lineage(String path) {
        List<String> result = new ArrayList<>();
        for (var end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            result.add(path.substring(0, end));
        }
        return result.toArray(String[]::new);
    }
}
