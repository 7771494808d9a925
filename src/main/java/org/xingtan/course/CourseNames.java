package org.xingtan.course;

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

/** Courses in the making as the audit trail should call them. */
@Repository
class CourseNames implements AuditNames {

    private static final String KIND = "course:";

    private final JdbcClient db;

    CourseNames(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Map<String, Localized> of(Collection<String> targets) {
        var ids = targets.stream().filter(it -> it.startsWith(KIND)).map(it -> UUID.fromString(it.substring(KIND.length()))).distinct().toArray(UUID[]::new);
        var names = new HashMap<String, Localized>();
        db.sql("select id, title from course.draft where id = any (:ids)").param("ids", ids).query(row -> {
            names.put(KIND + row.getString("id"), new Localized(row.getString("title"), null));
        });
        return names;
    }

    @Override
    public List<String> named(String name, Scope scope) {
        return db.sql("""
                select 'course:' || d.id
                  from course.draft d
                  join directory.organization_card o on o.id = d.owner_id
                 where d.title = :name and o.path <@ any (cast(:scope as public.ltree[]))
                 order by d.id
                 limit 500
                """)
            .param("name", name).param("scope", scope.toArray()).query(String.class).list();
    }
}
