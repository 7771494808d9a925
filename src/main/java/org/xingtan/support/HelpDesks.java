package org.xingtan.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** The directory of help. */
@Repository
public class HelpDesks implements Organizations.Heir {

    /** A segment; templates choose by {@code ui.pick(segment.title(), segment.titleEn())}. */
    public record Segment(String code, String title, String titleEn) {}

    private static final String SELECT = """
        select d.id, d.organization_id, o.name as unit, o.name_en as unit_en, d.segments, d.kinds, d.name, d.channel, d.address, d.hours,
               d.answerer_id, b.name as answerer, b.name_en as answerer_en
          from support.desk d
          join directory.organization_card o on o.id = d.organization_id
          left join directory.organization_card b on b.id = d.answerer_id
         where d.ended_at is null
        """;

    private static final String[] ANSWERERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.ANSWER_QUESTIONS)).map(Role::name)
        .toArray(String[]::new);

    private final JdbcClient db;

    HelpDesks(JdbcClient db) {
        this.db = db;
    }

    /** Whoever a unit goes up in keeps its desks, and answers at those at which the unit has answered. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                update support.desk
                   set organization_id = case when organization_id = :unit then :into else organization_id end,
                       answerer_id = case when answerer_id = :unit then :into else answerer_id end
                 where ended_at is null and (organization_id = :unit or answerer_id = :unit)
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    List<Segment> segments() {
        return db.sql("select code, title, title_en from support.segment order by position").query(Segment.class).list();
    }

    /** Of a unit that teaches something. */
    Optional<String> segment(OrganizationId unit) {
        return db.sql("""
                select s.code from support.segment s
                  join directory.organization_card o on o.stages && s.stages
                 where o.id = :unit order by s.position limit 1
                """).param("unit", unit.value()).query(String.class).optional();
    }

    /**
     * Those that serve somebody, the nearest first.
     *
     * @param path    of his unit; null for a stranger, who is told of the highest two levels
     * @param segment null for all
     */
    List<Desk> serving(@Nullable String path, @Nullable String segment) {
        return db.sql(SELECT + """
                   and case when cast(:path as text) is null then public.nlevel(o.path) <= 2 else o.path @> cast(:path as public.ltree) end
                   and (cast(:segment as text) is null or cardinality(d.segments) = 0 or :segment = any (d.segments))
                 order by public.nlevel(o.path) desc, o.code, d.name, d.id
                 limit 200
                """).param("path", path).param("segment", segment).query(HelpDesks::desk).list();
    }

    /** Those of an administrator's units. */
    List<Desk> inside(Scope scope) {
        return db.sql(SELECT + " and o.path <@ any (cast(:scope as public.ltree[])) order by o.path, d.name, d.id limit 500")
            .param("scope", scope.toArray()).query(HelpDesks::desk).list();
    }

    Optional<Desk> find(UUID id) {
        return db.sql(SELECT + " and d.id = :id").param("id", id).query(HelpDesks::desk).optional();
    }

    /** @return false when there is, or was, one with this id */
    boolean add(Desk desk, TeacherId by, Instant at) {
        return db.sql("""
                insert into support.desk (id, organization_id, segments, kinds, name, channel, address, hours, answerer_id, kept_at, kept_by)
                values (:id, :unit, :segments, :kinds, :name, :channel, :address, :hours, :answerer, :at, :by)
                on conflict (id) do nothing
                """)
            .param("id", desk.id()).param("unit", desk.unit().value()).param("segments", desk.segments().toArray(String[]::new))
            .param("kinds", desk.kinds().stream().map(Enum::name).toArray(String[]::new)).param("name", desk.name())
            .param("channel", desk.channel().name()).param("address", desk.address()).param("hours", desk.hours())
            .param("answerer", desk.answerer() == null ? null : desk.answerer().unit().value())
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).update() == 1;
    }

    /** @return false when it has ended already */
    boolean end(UUID id, Instant at) {
        return db.sql("update support.desk set ended_at = :at where id = :id and ended_at is null")
            .param("at", at.atOffset(ZoneOffset.UTC)).param("id", id).update() == 1;
    }

    private static Desk desk(ResultSet row, int number) throws SQLException {
        return new Desk(row.getObject("id", UUID.class), new OrganizationId(row.getObject("organization_id", UUID.class)),
            new Localized(row.getString("unit"), row.getString("unit_en")), List.of((String[]) row.getArray("segments").getArray()),
            Arrays.stream((String[]) row.getArray("kinds").getArray()).map(Question.Kind::valueOf).toList(), row.getString("name"),
            Desk.Channel.valueOf(row.getString("channel")), row.getString("address"), row.getString("hours"),
            answerer(row.getObject("answerer_id", UUID.class), row));
    }

    private static Desk.@Nullable Answerer answerer(@Nullable UUID unit, ResultSet row) throws SQLException {
        return unit == null ? null : new Desk.Answerer(new OrganizationId(unit), new Localized(row.getString("answerer"), row.getString("answerer_en")));
    }

    /** Who answers in a unit's place at a desk for questions of that kind; empty where nobody does, or nobody there may answer. */
    Optional<OrganizationId> answerer(OrganizationId unit, Question.Kind kind, @Nullable String segment) {
        return db.sql("""
                -- all teachers: whether anybody is appointed there
                select d.answerer_id
                  from support.desk d
                  join directory.organization_card b on b.id = d.answerer_id and b.closed_on is null
                 where d.organization_id = :unit and d.ended_at is null and :kind = any (d.kinds)
                   and (cardinality(d.segments) = 0 or cast(:segment as text) is null or :segment = any (d.segments))
                   and exists (select from directory.appointment_card a where a.organization_id = d.answerer_id and a.role = any (:roles))
                 order by cardinality(d.segments) = 0, d.kept_at, d.id
                 limit 1
                """)
            .param("unit", unit.value()).param("kind", kind.name()).param("segment", segment).param("roles", ANSWERERS)
            .query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).optional();
    }

    /** Whether somebody is appointed there who answers questions. */
    boolean hasAnswerers(OrganizationId unit) {
        return db.sql("""
                -- all teachers: whoever is appointed there
                select exists (select from directory.appointment_card where organization_id = :unit and role = any (:roles))
                """)
            .param("unit", unit.value()).param("roles", ANSWERERS).query(Boolean.class).single();
    }
}
