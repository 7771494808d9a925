package org.xingtan.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Reads who is appointed to what. */
@Repository
public class Appointments {

    private record Found(Role role, OrganizationId organization, LocalDate from, @org.jspecify.annotations.Nullable LocalDate to) {}

    private final JdbcClient db;
    private final Organizations organizations;

    Appointments(JdbcClient db, Organizations organizations) {
        this.db = db;
        this.organizations = organizations;
    }

    /** The appointments of a person that are in force today, the widest first. */
    public List<AppointmentCard> of(TeacherId teacher) {
        return db.sql("""
                select role, organization_id, lower(during) as first, upper(during) - 1 as last
                  from directory.appointment_card
                 where teacher_id = :teacher
                 order by public.nlevel(path), role, id
                """)
            .param("teacher", teacher.value())
            .query((row, _) -> new Found(Role.valueOf(row.getString("role")), new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getObject("first", LocalDate.class), row.getObject("last", LocalDate.class)))
            .list().stream()
            .map(found -> new AppointmentCard(found.role(), organizations.find(found.organization()).orElseThrow(), found.from(), found.to()))
            .toList();
    }
}
