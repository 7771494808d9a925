package org.xingtan.bulletin;

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

/** Bulletins as the audit trail should call them. */
@Repository
class BulletinNames implements AuditNames {

    private static final String KIND = "bulletin:";
    private static final int MOST = 500;

    private final JdbcClient db;

    BulletinNames(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Map<String, Localized> of(Collection<String> targets) {
        var ids = targets.stream().filter(it -> it.startsWith(KIND)).map(it -> UUID.fromString(it.substring(KIND.length()))).toArray(UUID[]::new);
        var names = new HashMap<String, Localized>();
        db.sql("select id, title from bulletin.bulletin where id = any (:ids)").param("ids", ids)
            .query(row -> {
                names.put(KIND + row.getString("id"), new Localized(row.getString("title"), null));
            });
        return names;
    }

    @Override
    public List<String> named(String name, Scope scope) {
        return db.sql("""
                select 'bulletin:' || b.id
                  from bulletin.bulletin b
                  join directory.organization_card o on o.id = b.organization_id
                 where b.title = :name and o.path <@ any (cast(:scope as public.ltree[]))
                 order by b.id
                 limit :most
                """)
            .param("name", name).param("scope", scope.toArray()).param("most", MOST).query(String.class).list();
    }
}
