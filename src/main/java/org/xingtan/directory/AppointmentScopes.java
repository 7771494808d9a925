package org.xingtan.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/**
 * Access from the appointments in force. Every page asks, so an answer is kept for a moment: an appointment that another
 * node ends is dead there within {@link #KEPT}, on this node at once.
 */
@Component
class AppointmentScopes implements Access {

    static final Duration KEPT = Duration.ofSeconds(3);

    private record Granted(Role role, String path, String kind) {}

    private record Known(Map<Task, Scope> scopes, boolean isAppointed) {}

    private final JdbcClient db;
    private final AuditTrail audit;
    private final Cache<TeacherId, Known> known = Caffeine.newBuilder()
        .expireAfterWrite(KEPT).maximumSize(100_000).build();

    AppointmentScopes(JdbcClient db, AuditTrail audit) {
        this.db = db;
        this.audit = audit;
    }

    @Override
    public Scope scope(Actor actor, Task task) {
        return known.get(actor.teacher(), this::read).scopes.getOrDefault(task, Scope.NOTHING);
    }

    @Override
    public boolean isAppointed(TeacherId teacher) {
        return known.get(teacher, this::read).isAppointed;
    }

    @Override
    public void require(Actor actor, Task task, OrganizationId organization) {
        var scope = scope(actor, task);
        if (scope.isEmpty() || !lies(organization, scope)) {
            audit.recordAttempt(actor, "access.denied", task + " organization:" + organization, null);
            throw new NotFound(organization);
        }
    }

    void forget(TeacherId teacher) {
        afterCommit(() -> known.invalidate(teacher));
    }

    void forgetAll() {
        afterCommit(known::invalidateAll);
    }

    /** At once as well, for what the transaction itself asks next. */
    private static void afterCommit(Runnable forget) {
        forget.run();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget.run();
                }
            });
        }
    }

    private boolean lies(OrganizationId organization, Scope scope) {
        return db.sql("select exists (select from directory.organization where id = :id and path <@ any (:scope::public.ltree[]))")
            .param("id", organization.value())
            .param("scope", scope.toArray())
            .query(Boolean.class).single();
    }

    private Known read(TeacherId teacher) {
        var granted = db.sql("select role, path::text as path, kind from directory.appointment_card where teacher_id = :teacher order by path")
            .param("teacher", teacher.value())
            .query(Granted.class).list();
        var result = new EnumMap<Task, Scope>(Task.class);
        for (var task : Task.values()) {
            var paths = granted.stream().filter(one -> one.role().allows(task, one.kind())).map(Granted::path).distinct().toList();
            if (!paths.isEmpty()) {
                result.put(task, new Scope(paths));
            }
        }
        return new Known(result, !granted.isEmpty());
    }
}
