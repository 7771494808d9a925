package org.xingtan.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class AuditTrailTests {

    @Autowired AuditTrail trail;
    @Autowired JdbcClient db;
    @Autowired PlatformTransactionManager transactions;

    private final String target = "teacher:" + UUID.randomUUID();

    @AfterEach
    void noRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void keepsWhoDidWhatFromWhereWithBeforeAndAfter() {
        var actor = new Actor(TeacherId.next(), "李文静", UUID.randomUUID(), "Firefox", false, false);
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("10.1.2.3");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

        trail.record(actor, "certificate.revoke", target, "n.p.c", Map.of("state", "VALID"), Map.of("state", "REVOKED"));

        assertThat(db.sql("""
                select actor, actor_name, act, organization::text as path, address, before ->> 'state' as was, after ->> 'state' as is
                  from audit.entry where target = :target and organization operator(public.<@) 'n.p'::public.ltree
                """).param("target", target).query().singleRow())
            .containsEntry("actor", actor.teacher().value()).containsEntry("actor_name", "李文静").containsEntry("act", "certificate.revoke")
            .containsEntry("path", "n.p.c").containsEntry("address", "10.1.2.3").containsEntry("was", "VALID").containsEntry("is", "REVOKED");
    }

    @Test
    void theActOfNobodyOutsideARequestHasNeitherActorNorAddress() {
        trail.record(null, "tally.recount", target, null, null, null);

        assertThat(db.sql("select actor, address, before from audit.entry where target = :target").param("target", target).query().singleRow())
            .containsEntry("actor", null).containsEntry("address", null).containsEntry("before", null);
    }

    @Test
    void historyCannotBeRewritten() {
        trail.record(null, "identity.sign-in", target, null, null, null);

        for (var statement : new String[] {"update audit.entry set act = 'x'", "delete from audit.entry"}) {
            assertThatThrownBy(() -> db.sql(statement + " where target = :target").param("target", target).update())
                .isInstanceOf(DataAccessException.class).hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> db.sql("truncate audit.entry").update()).isInstanceOf(DataAccessException.class).hasMessageContaining("append-only");
        assertThat(entries()).isOne();
    }

    @Test
    void vanishesWithTheActButAnAttemptStays() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            trail.record(null, "certificate.issue", target, null, null, null);
            trail.recordAttempt(null, "access.denied", target, null);
            status.setRollbackOnly();
        });

        assertThat(db.sql("select act from audit.entry where target = :target").param("target", target).query(String.class).list())
            .containsExactly("access.denied");
    }

    private int entries() {
        return db.sql("select count(*) from audit.entry where target = :target").param("target", target).query(Integer.class).single();
    }
}
