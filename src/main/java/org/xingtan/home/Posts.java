package org.xingtan.home;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.home.ConsoleView.Post;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.SharedReads;

/** What people are appointed to today. */
@Repository
class Posts {

    private final JdbcClient db;
    private final SharedReads<TeacherId, List<Post>> reads = new SharedReads<>(1, this::read);

    Posts(JdbcClient db) {
        this.db = db;
    }

    /** The widest first; read together for all who ask at the same moment, since every start page does. */
    List<Post> of(TeacherId teacher) {
        return reads.get(teacher);
    }

    private Map<TeacherId, List<Post>> read(Set<TeacherId> teachers) {
        var found = new HashMap<TeacherId, List<Post>>();
        teachers.forEach(teacher -> found.put(teacher, new ArrayList<>()));
        RowCallbackHandler add = row -> found.get(new TeacherId(row.getObject("teacher_id", UUID.class)))
            .add(new Post(Role.valueOf(row.getString("role")), new OrganizationId(row.getObject("organization_id", UUID.class)),
                new Localized(row.getString("name"), row.getString("name_en"))));
        db.sql("""
                select a.teacher_id, a.role, a.organization_id, a.name, a.name_en
                  from directory.appointment_card a
                 where a.teacher_id = any (:teachers)
                 order by public.nlevel(a.path), a.code, a.role, a.id
                """)
            .param("teachers", TeacherId.array(teachers)).query(add);
        return found;
    }
}
