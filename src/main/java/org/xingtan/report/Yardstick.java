package org.xingtan.report;

import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
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
 * What {@code bin/bench} measures against: requests that do nothing behind the same security chain, signed in. Only there
 * when asked for.
 */
@RestController
@ConditionalOnProperty("xingtan.yardstick")
class Yardstick {

    private static final int LARGEST = 200_000;

    private final JdbcClient db;

    Yardstick(JdbcClient db) {
        this.db = db;
    }

    @PostMapping("/yardstick/noop")
    Map<String, Boolean> noop(Actor actor, @RequestBody Map<String, Object> body) {
        return Map.of("read", !body.isEmpty());
    }

    @GetMapping(value = "/yardstick/fixed", produces = MediaType.TEXT_HTML_VALUE)
    String fixed(Actor actor, @RequestParam int bytes) {
        if (bytes < 0 || bytes > LARGEST) {
            throw new NotFound(bytes);
        }
        return "x".repeat(bytes);
    }

    /** The bare count, by one process: parallel workers would flatter what is compared with it. */
    @GetMapping("/yardstick/count")
    @Transactional(readOnly = true)
    public Map<String, Long> count(Actor actor) {
        db.sql("set local max_parallel_workers_per_gather = 0").update();
        return Map.of("participations", db.sql("""
                -- all teachers: the count of all is what is compared
                select count(*) from enrollment.participation_card
                """).query(Long.class).single());
    }
}
