package org.xingtan.directory;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.AuditCheck;

/** Every organization's path is its parent's path and its own label. */
@Component
class TreeCheck implements AuditCheck {

    private final JdbcClient db;

    TreeCheck(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "directory.tree";
    }

    @Override
    public List<String> findings(boolean repair) {
        return db.sql("""
                select 'organization ' || o.code || ' does not lie under its parent'
                  from directory.organization o
                  join directory.organization up on up.id = o.parent_id
                 where public.subpath(o.path, 0, -1) <> up.path
                 order by o.code
                """)
            .query(String.class).list();
    }
}
