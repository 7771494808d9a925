package org.xingtan.report;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;

/**
 * What {@code bin/bench} measures against: requests that do nothing behind the same security chain, signed in. Answers
 * 404 where nobody has asked for them.
 */
@RestController
class Yardstick {

    private static final int LARGEST = 200_000;

    private final boolean wanted;
    private final JdbcClient db;

    Yardstick(@Value("${xingtan.yardstick:false}") boolean wanted, JdbcClient db) {
        this.wanted = wanted;
        this.db = db;
    }

    @PostMapping("/yardstick/noop")
    Map<String, Boolean> noop(Actor actor, @RequestBody Map<String, Object> body) {
        require(wanted);
        return Map.of("read", !body.isEmpty());
    }

    @GetMapping(value = "/yardstick/fixed", produces = MediaType.TEXT_HTML_VALUE)
    String fixed(Actor actor, @RequestParam int bytes) {
        require(wanted && bytes >= 0 && bytes <= LARGEST);
        return "x".repeat(bytes);
    }

    /** The bare count, by one process: parallel workers would flatter what is compared with it. */
    @GetMapping("/yardstick/count")
    @Transactional(readOnly = true)
    public Map<String, Long> count(Actor actor) {
        require(wanted);
        db.sql("set local max_parallel_workers_per_gather = 0").update();
        return Map.of("participations", db.sql("""
                -- all teachers: the count of all is what is compared
                select count(*) from enrollment.participation_card
                """).query(Long.class).single());
    }

    private static void require(boolean there) {
        if (!there) {
            throw new NotFound("yardstick");
        }
    }
}
