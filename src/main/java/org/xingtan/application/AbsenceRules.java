package org.xingtan.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** What follows when somebody was admitted and did not come: for so many months he may not apply, as the authority of a jurisdiction says. */
@Repository
public class AbsenceRules {

    private static final int MOST_MONTHS = 120;
    private static final int LONGEST_BASIS = 100;

    /**
     * A rule in force.
     *
     * @param months 0 for none
     * @param basis  the notice it comes from
     */
    public record Rule(OrganizationId jurisdiction, String path, int months, String basis) {}

    private final JdbcClient db;
    private final Organizations organizations;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;

    AbsenceRules(JdbcClient db, Organizations organizations, Access access, AuditTrail trail, Clock clock) {
        this.db = db;
        this.organizations = organizations;
        this.access = access;
        this.trail = trail;
        this.clock = clock;
    }

    /** The one of the nearest authority at or above a place of the tree. */
    Optional<Rule> at(String path) {
        return db.sql("""
                select r.jurisdiction_id, o.path::text as path, r.months, r.basis
                  from application.absence_rule r
                  join directory.organization_card o on o.id = r.jurisdiction_id
                 where o.path @> :path::public.ltree
                 order by public.nlevel(o.path) desc, r.version desc
                 limit 1
                """)
            .param("path", path).query((row, _) -> rule(row)).optional();
    }

    /** Those of exactly these authorities. */
    List<Rule> of(List<OrganizationId> jurisdictions) {
        return db.sql("""
                select distinct on (r.jurisdiction_id) r.jurisdiction_id, o.path::text as path, r.months, r.basis
                  from application.absence_rule r
                  join directory.organization_card o on o.id = r.jurisdiction_id
                 where r.jurisdiction_id = any (:ids)
                 order by r.jurisdiction_id, r.version desc
                """)
            .param("ids", jurisdictions.stream().map(OrganizationId::value).toArray(UUID[]::new)).query((row, _) -> rule(row)).list();
    }

    /** Whether somebody is barred from the calls of an owner at that instant; nothing where no rule is set. */
    Optional<Condition> condition(TeacherId teacher, String ownerPath, Instant now) {
        return at(ownerPath).filter(rule -> rule.months() > 0).map(rule -> {
            var absent = lastAbsence(teacher, rule);
            var until = absent == null ? null : absent.atZone(Window.ZONE).plusMonths(rule.months()).toInstant();
            return (until == null || !until.isAfter(now) ? Condition.of("application.not-absent", true, rule.months())
                : Condition.of("application.barred", false, rule.months(), until)).from(rule.basis());
        });
    }

    private @Nullable Instant lastAbsence(TeacherId teacher, Rule rule) {
        return db.sql("""
                select max(a.settled_at)
                  from application.application a
                  join application.call c on c.program_id = a.program_id
                  join directory.organization_card o on o.id = c.owner_id
                 where a.teacher_id = :teacher and a.state = 'ABSENT' and o.path <@ :path::public.ltree
                """)
            .param("teacher", teacher.value()).param("path", rule.path())
            .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))).single().map(OffsetDateTime::toInstant).orElse(null);
    }

    /**
     * Sets it anew; the earlier versions stay readable.
     *
     * @throws NotFound when the organization is not the actor's
     */
    @Transactional
    public void set(Actor actor, OrganizationId jurisdiction, @Nullable String months, @Nullable String basis) {
        access.require(actor, Task.MANAGE_PROGRAMS, jurisdiction);
        var because = StorableText.line(basis);
        var many = months == null ? "" : months.strip();
        Verdict.of(
            Condition.of("application.rule.months", many.matches("[0-9]{1,3}") && Integer.parseInt(many) <= MOST_MONTHS, MOST_MONTHS),
            Condition.of("application.rule.basis", !because.isEmpty() && because.length() <= LONGEST_BASIS && StorableText.is(because), LONGEST_BASIS)).orRefuse();
        if (!set(jurisdiction, Integer.parseInt(many), because)) {
            return;
        }
        trail.record(actor, "application.rule", "organization:" + jurisdiction, organizations.find(jurisdiction).orElseThrow().path(), null,
            Map.of("months", Integer.parseInt(many), "source", because));
    }

    /** For whoever has decided that it may be set. @return false when it is so already: then it stays one version */
    @Transactional
    public boolean set(OrganizationId jurisdiction, int months, String basis) {
        db.sql("select 1 from directory.organization_card where id = :id").param("id", jurisdiction.value()).query(Integer.class).optional()
            .orElseThrow(() -> new NotFound(jurisdiction));
        db.sql("select pg_advisory_xact_lock(hashtextextended('absence rule of ' || :id, 0))").param("id", jurisdiction.toString()).query(_ -> {});
        if (of(List.of(jurisdiction)).stream().anyMatch(it -> it.months() == months && it.basis().equals(basis))) {
            return false;
        }
        db.sql("""
                insert into application.absence_rule (jurisdiction_id, version, months, basis, set_at)
                select :id, coalesce(max(version), 0) + 1, :months, :basis, :at from application.absence_rule where jurisdiction_id = :id
                """)
            .param("id", jurisdiction.value()).param("months", months).param("basis", basis).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return true;
    }

    private static Rule rule(ResultSet row) throws SQLException {
        return new Rule(new OrganizationId(row.getObject("jurisdiction_id", UUID.class)), row.getString("path"), row.getInt("months"), row.getString("basis"));
    }
}
