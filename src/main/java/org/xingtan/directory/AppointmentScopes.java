package org.xingtan.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Ui;

/**
 * Access from the appointments in force. Every page asks, so an answer is kept for a moment: an appointment that another
 * node ends is dead there within {@link #KEPT}, on this node at once.
 */
@Component
class AppointmentScopes implements Access, Ui.OwnUnits {

    static final Duration KEPT = Duration.ofSeconds(3);

    private record Granted(TeacherId teacher, Role role, String path, String kind) {}

    private record Root(OrganizationId id, String path, Localized name) {}

    private record Known(Map<Task, Scope> scopes, boolean isAppointed) {}

    private final JdbcClient db;
    private final AuditTrail audit;
    private final Cache<TeacherId, Known> known = Caffeine.newBuilder()
        .expireAfterWrite(KEPT).maximumSize(100_000).build();
    private final AtomicLong forgotten = new AtomicLong();

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
    public Set<TeacherId> appointed(Set<TeacherId> teachers) {
        var found = new HashMap<>(known.getAllPresent(teachers));
        var others = teachers.stream().filter(it -> !found.containsKey(it)).collect(Collectors.toSet());
        if (!others.isEmpty()) {
            var before = forgotten.get();
            var read = read(others);
            keep(read, before);
            found.putAll(read);
        }
        return found.entrySet().stream().filter(it -> it.getValue().isAppointed).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Unless something has been forgotten since it was read: it may have been that. */
    private synchronized void keep(Map<TeacherId, Known> read, long before) {
        if (forgotten.get() == before) {
            known.putAll(read);
        }
    }

    private synchronized void forgetNow(Runnable what) {
        forgotten.incrementAndGet();
        what.run();
    }

    @Override
    public void require(Actor actor, Task task, OrganizationId organization) {
        var scope = scope(actor, task);
        if (scope.isEmpty() || !lies(organization, scope)) {
            audit.recordAttempt(actor, "access.denied", task + " organization:" + organization, null);
            throw new NotFound(organization);
        }
    }

    @Override
    public List<Localized> actingFor(Actor actor, Set<Task> tasks, @Nullable OrganizationId turn, @Nullable String place) {
        var own = roots(new Scope(tasks.stream().flatMap(task -> scope(actor, task).paths().stream()).distinct().toList()));
        var nearest = own.stream().filter(it -> it.id.equals(turn)).findFirst()
            .or(() -> own.stream().filter(it -> place != null && new Scope(List.of(it.path)).contains(place)).max(Comparator.comparingInt(it -> it.path.length())));
        return nearest.map(List::of).orElse(own).stream().map(Root::name).toList();
    }

    private List<Root> roots(Scope scope) {
        return scope.isEmpty() ? List.of() : db.sql("select id, path::text as path, name, name_en from directory.organization where path = any (:scope::public.ltree[]) order by path")
            .param("scope", scope.toArray())
            .query((row, _) -> new Root(new OrganizationId(row.getObject("id", UUID.class)), row.getString("path"),
                new Localized(row.getString("name"), row.getString("name_en")))).list();
    }

    void forget(TeacherId teacher) {
        afterCommit(() -> forgetNow(() -> known.invalidate(teacher)));
    }

    void forgetAll() {
        afterCommit(() -> forgetNow(known::invalidateAll));
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
        return read(Set.of(teacher)).get(teacher);
    }

    private Map<TeacherId, Known> read(Set<? extends TeacherId> teachers) {
        var granted = db.sql("select teacher_id, role, path::text as path, kind from directory.appointment_card where teacher_id = any (:teachers) order by path")
            .param("teachers", TeacherId.array(Set.copyOf(teachers)))
            .query((row, _) -> new Granted(new TeacherId(row.getObject("teacher_id", UUID.class)), Role.valueOf(row.getString("role")), row.getString("path"),
                row.getString("kind"))).list().stream().collect(Collectors.groupingBy(Granted::teacher));
        return teachers.stream().collect(Collectors.toMap(it -> it, it -> known(granted.getOrDefault(it, List.of()))));
    }

    private static Known known(List<Granted> granted) {
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
