package org.xingtan.support;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.platform.calendar.WorkingDays;

/** Until when units have to report their contacts to the one above. Only who answers questions reports them, and is led there. */
@Repository
class SupportClocks implements Clocks {

    private static final String[] REPORTERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.ANSWER_QUESTIONS)).map(Role::name).toArray(String[]::new);

    private final JdbcClient db;

    SupportClocks(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Clock> ofOffices(TeacherId appointed, Instant since) {
        return db.sql("""
                select distinct on (f.notice_id, f.owner_id) f.notice_id, f.owner_id, n.number, n.title, f.version, f.due_on, f.published_at,
                       exists (select from directory.appointment_card r where r.teacher_id = :person and r.role = any (:reporters)) as reports
                  from directory.appointment_card a
                  join directory.organization_card u on u.id = a.organization_id
                  join support.contact_form f on f.owner_id = u.parent_id
                  join notice.notice_card n on n.id = f.notice_id
                 where a.teacher_id = :person
                 order by f.notice_id, f.owner_id, f.version desc
                """)
            .param("person", appointed.value()).param("reporters", REPORTERS)
            .query((row, _) -> {
                var due = WorkingDays.endOf(row.getObject("due_on", LocalDate.class));
                return new Clock("support.contact:" + row.getObject("notice_id", UUID.class) + ":" + row.getObject("owner_id", UUID.class), "support.clock.contacts",
                    new Localized(row.getString("title"), null), due, due, row.getBoolean("reports") ? "/console/contacts" : null, row.getString("number"), row.getInt("version"),
                    row.getObject("published_at", OffsetDateTime.class).toInstant());
            }).list().stream().filter(it -> !it.closes().isBefore(since)).toList();
    }
}
