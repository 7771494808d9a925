package org.xingtan.unit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.persistence.Json;

/** Reads what a unit was called and where it lay. */
@Repository
public class Changes {

    private final JdbcClient db;

    Changes(JdbcClient db) {
        this.db = db;
    }

    /** The newest first. */
    List<Change> of(OrganizationId unit, int limit) {
        return db.sql("""
                select act, before, after, by_name, at
                  from unit.change
                 where organization_id = :unit
                 order by id desc
                 limit :limit
                """)
            .param("unit", unit.value()).param("limit", limit)
            .query((row, _) -> new Change(row.getString("act"), facts(row.getString("before")), facts(row.getString("after")),
                row.getString("by_name"), at(row.getObject("at", OffsetDateTime.class)))).list();
    }

    private static @Nullable UnitFacts facts(@Nullable String json) {
        return json == null ? null : Json.read(json, UnitFacts.class);
    }

    private static Instant at(OffsetDateTime time) {
        return time.toInstant();
    }

    /** One change. */
    public record Change(String act, @Nullable UnitFacts before, @Nullable UnitFacts after, String by, Instant at) {}
}
