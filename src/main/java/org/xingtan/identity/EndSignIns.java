package org.xingtan.identity;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/** Use cases: one sign-in or all of a person's end; on this node at once, on others within seconds. */
@Service
class EndSignIns {

    private final JdbcClient db;
    private final LiveSignIns live;
    private final AuditTrail trail;

    EndSignIns(JdbcClient db, LiveSignIns live, AuditTrail trail) {
        this.db = db;
        this.live = live;
        this.trail = trail;
    }

    /** @throws NotFound when the person has no such sign-in */
    @Transactional
    public void one(Actor actor, UUID id, OpenSignIn.@Nullable Kind kind) {
        var ended = db.sql("""
                delete from identity.sign_in
                 where teacher_id = :teacher and id = :id and (:kind::text is null or kind = :kind::text)
                returning secret_hash
                """)
            .param("teacher", actor.teacher().value())
            .param("id", id)
            .param("kind", kind == null ? null : kind.name())
            .query(byte[].class).list();
        if (ended.isEmpty()) {
            throw new NotFound(id);
        }
        live.forget(ended);
        if (!id.equals(actor.signIn())) {
            trail.record(actor, "identity.sign-in.revoke", "sign-in:" + id, null, null, null);
        }
    }

    @Transactional
    public void everywhere(Actor actor) {
        var count = all(actor.teacher());
        trail.record(actor, "identity.sign-in.revoke-all", "teacher:" + actor.teacher(), null, null, Map.of("ended", count));
    }

    /** In the caller's transaction. The browsers become strangers again: one of them may be why all end. */
    int all(TeacherId teacher) {
        db.sql("delete from identity.known_browser where teacher_id = :teacher")
            .param("teacher", teacher.value())
            .update();
        var ended = db.sql("delete from identity.sign_in where teacher_id = :teacher returning secret_hash")
            .param("teacher", teacher.value())
            .query(byte[].class).list();
        live.forget(ended);
        return ended.size();
    }
}
