package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Cast;

/** A school with a teacher who claims, and those who review. */
abstract class ClaimSteps {

    @Autowired Claimed claimed;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired LoadClaims load;
    @Autowired Claims claims;
    @Autowired TakeBack takeBack;
    @Autowired LookAtClaims look;
    @Autowired ReviewMany many;
    @Autowired ReviewQueue queue;
    @Autowired RecognitionDuties duties;
    @Autowired OneRead read;
    @Autowired RecognitionAudit audit;
    @Autowired Evidence evidence;
    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired TransactionTemplate transaction;
    @Autowired FileClaim file;
    @Autowired DefineRequirement define;

    Cast.Place school;
    Actor teacher;
    Actor principal;
    Actor county;

    @BeforeEach
    void plant() {
        school = cast.school();
        claimed.kinds(school);
        teacher = cast.actor(cast.teacher(school));
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
    }

    UUID approved(String kind, String hours, int first, int last) {
        var id = claimed.file(teacher, Claimed.wanted(kind, hours, first, last));
        approve(principal, id);
        if (claim(id).isWaiting()) {
            approve(county, id);
        }
        return id;
    }

    void approve(Actor by, UUID id) {
        load.review(by, teacher.teacher(), id, Claim.Decision.APPROVE, "");
    }

    Claim claim(UUID id) {
        return claims.find(teacher.teacher(), id).orElseThrow();
    }

    UUID review(UUID id, int position) {
        return claims.steps(teacher.teacher(), id).get(position - 1).act();
    }

    List<String> entries(UUID id) {
        return db.sql("select source || ' ' || earned || ' ' || credited from ledger.entry where teacher_id = :t and reference like :id || '%' order by posted_at, id")
            .param("t", teacher.teacher().value()).param("id", id.toString()).query(String.class).list();
    }

    String credited() {
        return db.sql("select sum(credited) from ledger.entry where teacher_id = :t").param("t", teacher.teacher().value()).query(String.class).single();
    }

    List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains(teacher.teacher().toString())).toList();
    }

    void assertBroken(String sql, UUID id) {
        assertThatThrownBy(() -> db.sql(sql).param("t", teacher.teacher().value()).param("id", id).update()).isInstanceOf(DataAccessException.class);
    }

    static List<String> together(List<Callable<String>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<String>();
            for (var future : threads.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    static String outcome(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (Refused | Problem | Forbidden e) {
            return e.getClass().getSimpleName();
        }
    }
}
