package org.xingtan.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.audit.AuditNames;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;

/** People and units as the audit trail should call them. */
@Repository
class NamesInTrail implements AuditNames {

    private static final int MOST = 500;

    private final JdbcClient db;

    NamesInTrail(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Map<String, Localized> of(Collection<String> targets) {
        var names = new HashMap<String, Localized>();
        db.sql("""
                select 'teacher:' || t.teacher_id, t.name, null
                  from directory.teacher t
                 where t.teacher_id = any (:teachers)
                union all
                select 'organization:' || o.id, o.name, o.name_en
                  from directory.organization o
                 where o.id = any (:organizations)
                """)
            .param("teachers", ids(targets, "teacher:")).param("organizations", ids(targets, "organization:"))
            .query(row -> {
                names.put(row.getString(1), new Localized(row.getString(2), row.getString(3)));
            });
        return names;
    }

    @Override
    public List<String> named(String name, Scope scope) {
        return db.sql("""
                -- all teachers: who bears a name is not known before
                select 'teacher:' || p.teacher_id
                  from directory.person_card p
                 where p.name = :name and p.organization_path <@ any (cast(:scope as public.ltree[]))
                union all
                select 'organization:' || o.id
                  from directory.organization o
                 where o.name = :name and o.path <@ any (cast(:scope as public.ltree[]))
                 limit :most
                """)
            .param("name", name).param("scope", scope.toArray()).param("most", MOST).query(String.class).list();
    }

    private static UUID[] ids(Collection<String> targets, String kind) {
        return targets.stream().filter(target -> target.startsWith(kind)).map(target -> target.substring(kind.length()))
            .filter(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")).map(UUID::fromString).distinct().toArray(UUID[]::new);
    }
}
