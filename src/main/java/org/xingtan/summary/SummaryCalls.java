package org.xingtan.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;

/** The calls for summary reports. */
@Repository
class SummaryCalls implements Organizations.Heir {

    private static final String SELECT = """
        select c.id, c.organization_id, o.path::text as path, o.name, o.name_en, c.title, c.instructions, c.ended_on, c.days, c.due_at,
               c.opened_by_name, c.opened_at
          from summary.call c
          join directory.organization_card o on o.id = c.organization_id
        """;

    private final JdbcClient db;

    SummaryCalls(JdbcClient db) {
        this.db = db;
    }

    /** Whoever a unit goes up in takes what it has asked for, as long as something is not accepted. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                update summary.call c set organization_id = :into
                 where c.organization_id = :unit
                   and exists (select from summary.summary s where s.call_id = c.id and s.state <> 'ACCEPTED')
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    /** @throws NotFound when there is none */
    SummaryCall find(UUID id) {
        return db.sql(SELECT + "where c.id = :id").param("id", id).query((row, _) -> call(row)).optional().orElseThrow(() -> new NotFound(id));
    }

    /**
     * Those of the authorities in the scope and those that ask a unit where the scope begins, the newest first.
     *
     * @param after the last one of the part before; null for the first
     */
    Page<SummaryCall> page(Scope scope, @Nullable UUID after, int limit) {
        var rows = db.sql(SELECT + """
                 where (:after::uuid is null or c.id < :after::uuid)
                   and (o.path <@ any (cast(:scope as public.ltree[]))
                        or exists (select from summary.summary s
                                     join directory.organization_card unit on unit.id = s.organization_id
                                    where s.call_id = c.id and unit.path = any (cast(:scope as public.ltree[]))))
                 order by c.id desc
                 limit :limit
                """)
            .param("after", after).param("scope", scope.toArray()).param("limit", limit + 1).query((row, _) -> call(row)).list();
        return Page.of(rows, limit, it -> it.id().toString());
    }

    /** @return whether it is new, and so its units have been asked */
    boolean add(SummaryCall call, Actor by) {
        var isNew = db.sql("""
                insert into summary.call (id, organization_id, title, instructions, ended_on, days, due_at, opened_by, opened_by_name, opened_at)
                values (:id, :organization, :title, :instructions, :endedOn, :days, :dueAt, :by, :byName, :at)
                on conflict (id) do nothing
                """)
            .param("id", call.id()).param("organization", call.organization().value()).param("title", call.title())
            .param("instructions", call.instructions()).param("endedOn", call.endedOn()).param("days", call.days())
            .param("dueAt", call.dueAt().atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("byName", call.openedBy())
            .param("at", call.openedAt().atOffset(ZoneOffset.UTC)).update() == 1;
        if (isNew) {
            db.sql("""
                    insert into summary.summary (call_id, organization_id)
                    select :id, o.id from directory.organization_card o where o.parent_id = :organization and o.closed_on is null
                    """)
                .param("id", call.id()).param("organization", call.organization().value()).update();
        }
        return isNew;
    }

    private static SummaryCall call(ResultSet row) throws SQLException {
        return new SummaryCall(row.getObject("id", UUID.class), new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("path"),
            new Localized(row.getString("name"), row.getString("name_en")), row.getString("title"), row.getString("instructions"),
            row.getObject("ended_on", LocalDate.class), row.getInt("days"), row.getObject("due_at", OffsetDateTime.class).toInstant(),
            row.getString("opened_by_name"), row.getObject("opened_at", OffsetDateTime.class).toInstant());
    }
}
