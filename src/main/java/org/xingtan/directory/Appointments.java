package org.xingtan.directory;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;

/** Who is appointed to what. Whoever begins or ends an appointment has asked before whether he may. */
@Repository
public class Appointments {

    /** How somebody holds an office: as its holder, in the holder's place for a while, or beside him for a while. */
    public enum Capacity { REGULAR, ACTING, DEPUTY }

    /** What came of it: begun; held by this person on these days already; or a unit's one training administrator is somebody else then. */
    public enum Begun { BEGUN, HELD_ALREADY, TAKEN }

    private record Found(Role role, OrganizationId organization, LocalDate from, @Nullable LocalDate to) {}

    private final JdbcClient db;
    private final Organizations organizations;
    private final AppointmentScopes scopes;

    Appointments(JdbcClient db, Organizations organizations, AppointmentScopes scopes) {
        this.db = db;
        this.organizations = organizations;
        this.scopes = scopes;
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

    /** In the caller's transaction, which he rolls back when the office is taken. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Begun begin(UUID id, AppointmentRow row, Capacity capacity, Instant now) {
        var days = LoadDirectory.days(row.from(), row.to());
        var begun = db.sql("""
                insert into directory.appointment (teacher_id, id, role, organization_id, during, capacity, appointed_by, appointed_at)
                values (:teacher, :id, :role, :organization, cast(:days as daterange), :capacity, cast(:by as uuid), :now)
                on conflict do nothing
                """)
            .param("teacher", row.teacher().value()).param("id", id).param("role", row.role().name())
            .param("organization", row.organization().value()).param("days", days).param("capacity", capacity.name())
            .param("by", row.by() == null ? null : row.by().toString()).param("now", now.atOffset(UTC))
            .update() == 1;
        if (!begun) {
            return Begun.HELD_ALREADY;
        }
        scopes.forget(row.teacher());
        return capacity != Capacity.REGULAR || row.role() != Role.TRAINING_ADMINISTRATOR || register(id, row.organization(), days)
            ? Begun.BEGUN : Begun.TAKEN;
    }

    private boolean register(UUID id, OrganizationId organization, String days) {
        return db.sql("""
                insert into directory.regular_administrator (appointment_id, organization_id, during)
                values (:id, :organization, cast(:days as daterange))
                on conflict do nothing
                """)
            .param("id", id).param("organization", organization.value()).param("days", days)
            .update() == 1;
    }

    /** Over from this moment on. @param by null when nobody decided it @return false when it was over already */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean end(TeacherId teacher, UUID id, @Nullable TeacherId by, String reason, Instant now) {
        var ended = db.sql("""
                update directory.appointment
                   set ended_at = :now, ended_by = cast(:by as uuid), ended_reason = :reason
                 where teacher_id = :teacher and id = :id and ended_at is null
                   and (upper_inf(during) or upper(during) > :today)
                """)
            .param("now", now.atOffset(UTC)).param("by", by == null ? null : by.toString()).param("reason", reason)
            .param("teacher", teacher.value()).param("id", id).param("today", LocalDate.ofInstant(now, Window.ZONE))
            .update() == 1;
        if (ended) {
            db.sql("delete from directory.regular_administrator where appointment_id = :id").param("id", id).update();
            scopes.forget(teacher);
        }
        return ended;
    }
}
