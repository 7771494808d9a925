package org.xingtan.audit;

import java.time.Clock;
import java.time.ZoneOffset;
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

/** Writes the trail. An entry commits or vanishes with the act it tells of: it joins the caller's transaction. */
@Repository
public class AuditTrail {

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
