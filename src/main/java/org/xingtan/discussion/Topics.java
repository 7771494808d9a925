package org.xingtan.discussion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Page;

/** The topics of programs. */
@Repository
class Topics implements Organizations.Heir {

    private static final String SELECT = """
        select t.id, t.program_id, pr.title as program_title, t.phase_id, t.organization_id, o.path::text as path, o.name, o.name_en,
               t.title, t.text, t.opens_at, t.closes_at, t.closed_at, t.opened_by_name, t.opened_at
          from discussion.topic t
          join program.program_card pr on pr.id = t.program_id
          join directory.organization_card o on o.id = t.organization_id
        """;

    private final JdbcClient db;

    Topics(JdbcClient db) {
        this.db = db;
    }

    /** Whoever a unit goes up in keeps its topics that are open, and settles what was reported of its people. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("update discussion.topic set organization_id = :into where organization_id = :unit and closed_at is null and closes_at >= clock_timestamp()")
            .param("unit", unit.value()).param("into", into.value()).update();
        db.sql("""
                -- all teachers: those who have reported something there
                update discussion.report set organization_id = :into where organization_id = :unit and settled_at is null
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    /** @throws NotFound when there is none */
    Topic find(UUID id) {
        return db.sql(SELECT + "where t.id = :id").param("id", id).query(Topics::topic).optional().orElseThrow(() -> new NotFound(id));
    }

    /** The same; until the transaction ends nobody closes it. */
    Topic hold(UUID id) {
        return db.sql(SELECT + "where t.id = :id for share of t").param("id", id).query(Topics::topic).optional().orElseThrow(() -> new NotFound(id));
    }

    /** How much is said in each of them. */
    Map<UUID, Topic.Said> said(Collection<Topic> topics) {
        var said = new HashMap<UUID, Topic.Said>();
        db.sql("select topic_id, sum(posts), sum(people) from discussion.said where topic_id = any (:topics) group by topic_id")
            .param("topics", topics.stream().map(Topic::id).toArray(UUID[]::new))
            .query(row -> {
                said.put(row.getObject(1, UUID.class), new Topic.Said(row.getLong(2), row.getLong(3)));
            });
        return said;
    }

    /**
     * Those that somebody of the unit takes part in, the newest first.
     *
     * @param path of the unit
     */
    Page<Topic> above(ProgramId program, String path, @Nullable String after, int limit) {
        return page("and o.path @> cast(:path as public.ltree)", program, path, after, limit);
    }

    /** The same, and those of the units below. */
    Page<Topic> around(ProgramId program, String path, @Nullable String after, int limit) {
        return page("and (o.path @> cast(:path as public.ltree) or o.path <@ cast(:path as public.ltree))", program, path, after, limit);
    }

    private Page<Topic> page(String where, ProgramId program, String path, @Nullable String after, int limit) {
        var rows = db.sql(SELECT + " where t.program_id = :program and (:after::uuid is null or t.id < :after::uuid) " + where + " order by t.id desc limit :limit")
            .param("program", program.value()).param("path", path).param("after", Page.Key.id(after)).param("limit", limit + 1)
            .query(Topics::topic).list();
        return Page.of(rows, limit, it -> it.id().toString());
    }

    /** @return false when there is one with this id */
    boolean add(OpenTopic.Order order, Instant opens, Instant closes, Actor by, Instant at) {
        return db.sql("""
                insert into discussion.topic (id, program_id, phase_id, organization_id, title, text, opens_at, closes_at, opened_by, opened_by_name, opened_at)
                values (:id, :program, :phase, :unit, :title, :text, :opens, :closes, :by, :byName, :at)
                on conflict (id) do nothing
                """)
            .param("id", order.id()).param("program", order.program().value()).param("phase", order.phase()).param("unit", order.unit().value())
            .param("title", order.title()).param("text", order.text()).param("opens", opens.atOffset(ZoneOffset.UTC))
            .param("closes", closes.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("byName", by.personName())
            .param("at", at.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** @return false when it has been closed already */
    boolean close(UUID id, Actor by, Instant at) {
        return db.sql("update discussion.topic set closed_at = :at, closed_by = :by where id = :id and closed_at is null")
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("id", id).update() == 1;
    }

    private static Topic topic(ResultSet row, int number) throws SQLException {
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        return new Topic(row.getObject("id", UUID.class), new ProgramId(row.getObject("program_id", UUID.class)), row.getString("program_title"),
            row.getObject("phase_id", UUID.class), new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("path"),
            new Localized(row.getString("name"), row.getString("name_en")), row.getString("title"), row.getString("text"),
            row.getObject("opens_at", OffsetDateTime.class).toInstant(), row.getObject("closes_at", OffsetDateTime.class).toInstant(),
            closed == null ? null : closed.toInstant(), row.getString("opened_by_name"), row.getObject("opened_at", OffsetDateTime.class).toInstant());
    }
}
