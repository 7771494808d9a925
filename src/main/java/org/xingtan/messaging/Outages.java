package org.xingtan.messaging;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Ways out that do not answer, for the operator of whatever node. */
@Repository
public class Outages {

    /** @param problem what was said last */
    public record Outage(Instant since, String problem) {}

    private final JdbcClient db;

    Outages(JdbcClient db) {
        this.db = db;
    }

    void began(Way way, String problem) {
        db.sql("""
                insert into messaging.outage as outage (way, since, problem) values (:way, now(), :problem)
                    on conflict (way) do update set problem = excluded.problem
                """)
            .param("way", way.name()).param("problem", problem).update();
    }

    void ended(Way way) {
        db.sql("delete from messaging.outage where way = :way").param("way", way.name()).update();
    }

    Optional<Outage> of(Way way) {
        return db.sql("select since, problem from messaging.outage where way = :way").param("way", way.name())
            .query((row, _) -> new Outage(row.getObject("since", OffsetDateTime.class).toInstant(), row.getString("problem"))).optional();
    }
}
