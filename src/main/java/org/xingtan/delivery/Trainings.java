package org.xingtan.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;

/** Trainings in person: lists of those admitted that are published, and what is offered with meetings. */
@Repository
class Trainings {

    private static final String SELECT = """
        select t.*, o.path, o.name, o.name_en, r.late_minutes, r.late_counts
          from (
            select c.program_id as id, 'CALL' as kind, c.program_id, p.title, c.owner_id, l.path as last, null::public.ltree as provider,
                   null::numeric as hours, null::text as category, c.cancelled_at as called_off,
                   (select coalesce(jsonb_agg(jsonb_build_object('from', lower(d)::timestamp, 'to', upper(d)::timestamp) order by lower(d)), '[]')
                      from unnest(c.training) d) as spans
              from application.call_card c
              join program.program_card p on p.id = c.program_id
              join application.last_card l on l.program_id = c.program_id
             where c.listed_at is not null
             union all
            select f.offering_id, 'OFFERING', f.program_id, coalesce(f.title, p.title), n.owner_id, null, g.path, f.hours, f.category, f.withdrawn_at,
                   (select coalesce(jsonb_agg(jsonb_build_object('from', lower(m) at time zone 'Asia/Shanghai', 'to', upper(m) at time zone 'Asia/Shanghai') order by lower(m)), '[]')
                      from unnest(f.meets) m)
              from selection.offering_card f
              join program.program_card p on p.id = f.program_id
              join selection.term_card n on n.id = f.term_id
              left join directory.organization_card g on g.id = f.provider_id
             where n.published_at is not null) t
          join directory.organization_card o on o.id = t.owner_id
          left join delivery.training r on r.id = t.id
        """;

    private final JdbcClient db;

    Trainings(JdbcClient db) {
        this.db = db;
    }

    /** Until the transaction ends nobody else lays out or changes its sessions. */
    void lock(Training training) {
        db.sql("insert into delivery.training (id, kind, program_id, late_minutes, late_counts) values (:id, :kind, :program, :minutes, :counts) on conflict do nothing")
            .param("id", training.id()).param("kind", training.kind().name()).param("program", training.program().value())
            .param("minutes", training.rule().lateMinutes()).param("counts", training.rule().lateCounts()).update();
        db.sql("select id from delivery.training where id = :id for update").param("id", training.id()).query(UUID.class).single();
    }

    void rule(UUID id, Training.Rule rule) {
        db.sql("update delivery.training set late_minutes = :minutes, late_counts = :counts where id = :id").param("minutes", rule.lateMinutes())
            .param("counts", rule.lateCounts()).param("id", id).update();
    }

    Optional<Training> find(UUID id) {
        return db.sql(SELECT + "where t.id = :id").param("id", id).query((row, _) -> training(row)).optional();
    }

    /**
     * Those whose owner, or whoever decides last of them, lies in a scope, and those that are given there; the newest first.
     *
     * @param after the last one of the part before; null from the beginning
     */
    List<Training> kept(Scope programs, Scope given, @Nullable UUID after, int limit) {
        return db.sql(SELECT + """
                 where (o.path <@ any (cast(:programs as public.ltree[])) or t.last <@ any (cast(:programs as public.ltree[])) or t.provider <@ any (cast(:given as public.ltree[])))
                   and (t.called_off is null and t.spans <> '[]' or exists (select from delivery.session s where s.training_id = t.id))
                   and (:after::uuid is null or t.id < :after)
                 order by t.id desc limit :limit
                """)
            .param("programs", programs.toArray()).param("given", given.toArray()).param("after", after, Types.OTHER).param("limit", limit)
            .query((row, _) -> training(row)).list();
    }

    private static Training training(ResultSet row) throws SQLException {
        var hours = row.getBigDecimal("hours");
        var off = row.getObject("called_off", OffsetDateTime.class);
        var minutes = row.getInt("late_minutes");
        var rule = row.wasNull() ? Training.Rule.USUAL : new Training.Rule(minutes, row.getBoolean("late_counts"));
        return new Training(row.getObject("id", UUID.class), Training.Kind.valueOf(row.getString("kind")), new ProgramId(row.getObject("program_id", UUID.class)),
            row.getString("title"), new Training.Owner(new OrganizationId(row.getObject("owner_id", UUID.class)), row.getString("path"),
                new Localized(row.getString("name"), row.getString("name_en"))), row.getString("last"), row.getString("provider"),
            Json.read(row.getString("spans"), new TypeReference<List<Training.Span>>() {}),
            hours == null ? null : new Training.Offered(new CreditHours(hours), row.getString("category")), rule, off == null ? null : off.toInstant());
    }
}
