package org.xingtan.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.persistence.ValueRows;

/** Writes the trail. An entry commits or vanishes with the act it tells of: it joins the caller's transaction. */
@Repository
public class AuditTrail {

    private static final ValueRows INSERT = new ValueRows("""
        insert into audit.entry (id, at, actor, actor_name, act, target, organization, address, before, after)
        select v.id, v.at, v.actor, v.actor_name, v.act, v.target, v.organization, v.address, v.before, v.after
          from (values %s) v (id, at, actor, actor_name, act, target, organization, address, before, after)
         where v.id is not null
        """, "uuid", "timestamptz", "uuid", "text", "text", "text", "public.ltree", "text", "jsonb", "jsonb");

    /** What one act has changed. @param before null when there was nothing */
    public record Change(@Nullable Object before, Object after) {}

    private final JdbcClient db;
    private final Clock clock;

    AuditTrail(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Records one act. Neither numbers of documents nor secrets belong into an entry.
     *
     * @param actor  who did it; null when nobody was signed in
     * @param act    module and verb, e.g. {@code certificate.revoke}
     * @param target kind and id of what it was done to, e.g. {@code teacher:018f…}
     * @param path   ltree path of the organization the target belongs to: the scope the entry is searched in
     * @param before the changed facts as they were; null when there were none
     * @param after  the changed facts as they are now; null when there are none
     */
    public void record(@Nullable Actor actor, String act, String target, @Nullable String path,
                       @Nullable Object before, @Nullable Object after) {
        db.sql("""
                insert into audit.entry (id, at, actor, actor_name, act, target, organization, address, before, after)
                values (:id, :at, :actor::uuid, :name, :act, :target, :path::public.ltree, :address, :before, :after)
                """)
            .param("id", Uuids.next())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("actor", actor == null ? null : actor.teacher().toString())
            .param("name", actor == null ? "" : actor.personName())
            .param("act", act)
            .param("target", target)
            .param("path", path)
            .param("address", address())
            .param("before", Json.jsonb(before))
            .param("after", Json.jsonb(after))
            .update();
    }

    /** The same act done many times at once to one target: an entry for each, with a few statements. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor actor, String act, String target, String path, List<Change> changes) {
        write(actor, act, path, changes.stream().map(it -> Map.entry(target, it)).toList());
    }

    /** The same act done at once to many targets of one organization: an entry for each, with a few statements. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor actor, String act, String path, Map<String, Change> changes) {
        write(actor, act, path, List.copyOf(changes.entrySet()));
    }

    private void write(Actor actor, String act, String path, List<Map.Entry<String, Change>> changes) {
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        for (var start = 0; start < changes.size(); start += ValueRows.MOST) {
            var rows = changes.subList(start, Math.min(changes.size(), start + ValueRows.MOST)).stream()
                .map(it -> Arrays.<Object>asList(Uuids.next(), at, actor.teacher().value(), actor.personName(), act, it.getKey(), path, address(),
                    Json.jsonb(it.getValue().before), Json.jsonb(it.getValue().after))).toList();
            db.sql(INSERT.statement(rows.size())).params(INSERT.parameters(rows)).update();
        }
    }

    /** Records what did not happen, a denial or a failed attempt: the entry stays when the caller's transaction is rolled back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordAttempt(@Nullable Actor actor, String act, String target, @Nullable String path) {
        record(actor, act, target, path, null, null);
    }

    /** Where the request came from; null for work that no request asked for. */
    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
            ? attributes.getRequest().getRemoteAddr() : null;
    }
}
