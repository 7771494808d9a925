package org.xingtan.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/**
 * Use case: certificates for all of a unit's people who are entitled to one of a program and have none, e.g. after an authority has
 * let a track lead to one. It is asked for in a request and moves on, step by step, on whatever node is there: each step is a
 * transaction of its own that issues to some and remembers how far it has come, so that a crash costs one step, and the next one
 * goes on where it stood. Asked again, or on two nodes at once, nobody gets a second one.
 */
@Component
public class IssueToAll {

    /** People of one step. */
    private static final int AT_ONCE = 2_000;

    /**
     * What an administrator is offered for a unit and a program.
     *
     * @param published whether the program is; otherwise nobody is entitled
     * @param entitled  how many are entitled and have none, counted up to one more than {@value PrintCertificates#COUNTED}
     * @param last      the newest issuing of this unit and program
     */
    public record Offer(boolean published, int entitled, @Nullable Issuing last) {

        public boolean isUnderWay() {
            return last != null && last.finishedAt() == null;
        }
    }

    /**
     * How far an issuing has come.
     *
     * @param entitled how many there were when it began; null before it has
     * @param cutShort why it ended before everybody was served
     */
    public record Issuing(Instant askedAt, @Nullable Integer entitled, int issued, Instant movedAt, @Nullable Instant finishedAt,
                          @Nullable String cutShort) {}

    private record Step(UUID issuing, ProgramId program, String unit, @Nullable TeacherId passed, boolean isFirst) {}

    private final JdbcClient db;
    private final Entitlements entitlements;
    private final IssueCertificate issue;
    private final CertificatesInCharge inCharge;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    IssueToAll(JdbcClient db, Entitlements entitlements, IssueCertificate issue, CertificatesInCharge inCharge, AuditTrail audit,
               TransactionTemplate transactions) {
        this.db = db;
        this.entitlements = entitlements;
        this.issue = issue;
        this.inCharge = inCharge;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Empty when the actor may only look, or no program is chosen. */
    Optional<Offer> offer(Actor actor, CertificateFilter filter) {
        return Optional.ofNullable(filter.program()).filter(_ -> inCharge.isOver(actor, filter.unit()))
            .map(program -> offer(filter, program));
    }

    private Offer offer(CertificateFilter filter, ProgramId program) {
        var published = entitlements.isPublished(program);
        var entitled = published ? entitlements.count(program, filter.unit().path(), PrintCertificates.COUNTED + 1) : 0;
        return new Offer(published, entitled, last(filter, program));
    }

    /**
     * Begins. While one of this unit and program is under way, asking changes nothing.
     *
     * @throws NotFound when the unit is none of the actor's, or no published program is chosen
     */
    @Transactional
    void ask(Actor actor, CertificateFilter filter) {
        inCharge.requireOver(actor, filter.unit());
        var program = Optional.ofNullable(filter.program()).filter(entitlements::isPublished).orElseThrow(() -> new NotFound("program"));
        var asked = db.sql("""
                insert into certificate.issuing (id, program_id, organization_id, asked_by, asked_at, moved_at)
                values (:id, :program, :organization, :by, now(), now())
                on conflict (program_id, organization_id) where finished_at is null do nothing
                """)
            .param("id", Uuids.next()).param("program", program.value()).param("organization", filter.unit().id().value())
            .param("by", actor.teacher().value()).update() == 1;
        if (asked) {
            audit.record(actor, "certificate.issue-to-all", "organization:" + filter.unit().id(), filter.unit().path(), null,
                Map.of("program", program.value()));
        }
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 2_000)
    public void goOn() {
        var more = true;
        while (more) {
            more = step();
        }
    }

    /** @return whether there was something to do that no other node was doing */
    boolean step() {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var step = claim();
            step.ifPresent(it -> {
                if (entitlements.isPublished(it.program)) {
                    take(it);
                } else {
                    cutShort(it);
                }
            });
            return step.isPresent();
        }));
    }

    /** Any unfinished one that nobody else holds: one that cannot be carried out holds up no other. */
    private Optional<Step> claim() {
        return db.sql("""
                select i.id, i.program_id, i.passed, i.entitled is null as is_first, u.path
                  from certificate.issuing i
                  join directory.organization_card u on u.id = i.organization_id
                 where i.finished_at is null
                 order by random()
                 limit 1
                   for update of i skip locked
                """)
            .query((row, _) -> new Step(row.getObject("id", UUID.class), new ProgramId(row.getObject("program_id", UUID.class)), row.getString("path"),
                teacher(row.getObject("passed", UUID.class)), row.getBoolean("is_first")))
            .optional();
    }

    private void take(Step step) {
        var entitled = step.isFirst ? entitlements.countAll(step.program, step.unit) : null;
        var batch = entitlements.next(step.program, step.unit, step.passed, AT_ONCE);
        var issued = issue.issueAll(batch.program(), batch.people());
        var last = batch.last();
        db.sql("""
                update certificate.issuing
                   set issued = issued + :issued, entitled = coalesce(entitled, cast(:entitled as int)), passed = coalesce(cast(:last as uuid), passed),
                       moved_at = now(), finished_at = case when cast(:last as uuid) is null then now() end
                 where id = :id
                """)
            .param("issued", issued).param("entitled", entitled).param("last", last == null ? null : last.toString())
            .param("id", step.issuing).update();
    }

    /** Its program was withdrawn meanwhile: it would fail for ever. */
    private void cutShort(Step step) {
        db.sql("update certificate.issuing set moved_at = now(), finished_at = now(), cut_short = 'UNPUBLISHED' where id = :id")
            .param("id", step.issuing).update();
    }

    private @Nullable Issuing last(CertificateFilter filter, ProgramId program) {
        return db.sql("""
                select asked_at, entitled, issued, moved_at, finished_at, cut_short
                  from certificate.issuing
                 where program_id = :program and organization_id = :organization
                 order by asked_at desc, id desc
                 limit 1
                """)
            .param("program", program.value()).param("organization", filter.unit().id().value())
            .query((row, _) -> new Issuing(row.getObject("asked_at", OffsetDateTime.class).toInstant(), row.getObject("entitled", Integer.class),
                row.getInt("issued"), row.getObject("moved_at", OffsetDateTime.class).toInstant(), finishedAt(row), row.getString("cut_short")))
            .optional().orElse(null);
    }

    private static @Nullable Instant finishedAt(ResultSet row) throws SQLException {
        var at = row.getObject("finished_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable TeacherId teacher(@Nullable UUID id) {
        return id == null ? null : new TeacherId(id);
    }
}
