package org.xingtan.home;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.home.ConsoleView.Post;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** What people are appointed to today. */
@Repository
class Posts {

    private final JdbcClient db;
    private final Access access;

    Posts(JdbcClient db, Access access) {
        this.db = db;
        this.access = access;
    }

    /** The widest first. Hardly anybody has one: who has none is not asked for. */
    List<Post> of(Actor actor) {
        return access.isAppointed(actor.teacher()) ? read(actor.teacher()) : List.of();
    }

    private List<Post> read(TeacherId teacher) {
        return db.sql("""
                select a.role, a.organization_id, a.name, a.name_en
                  from directory.appointment_card a
                 where a.teacher_id = :teacher
                 order by public.nlevel(a.path), a.code, a.role, a.id
                """)
            .param("teacher", teacher.value())
            .query((row, _) -> new Post(Role.valueOf(row.getString("role")), new OrganizationId(row.getObject("organization_id", UUID.class)),
                new Localized(row.getString("name"), row.getString("name_en")))).list();
    }
}
