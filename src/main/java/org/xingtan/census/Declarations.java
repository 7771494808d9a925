package org.xingtan.census;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;

/** The declarations of units, one after another. */
@Repository
class Declarations {

    private static final String CARD = """
        select d.id, d.number, d.declared_on, d.declared_at, t.name
          from census.declaration d
          left join directory.teacher_card t on t.teacher_id = d.declared_by
         where d.organization_id = :organization
        """;

    private final JdbcClient db;

    Declarations(JdbcClient db) {
        this.db = db;
    }

    /** Declarations of one unit follow one another. */
    void lock(OrganizationId organization) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))").param("key", "census.declaration:" + organization).query(_ -> {});
    }

    Optional<Declaration> inForce(OrganizationId organization) {
        return db.sql(CARD + " and d.replaced_at is null").param("organization", organization.value())
            .query((row, _) -> card(row)).optional();
    }

    /** The newest first. */
    List<Declaration> of(OrganizationId organization, int most) {
        return db.sql(CARD + " order by d.number desc limit :most").param("organization", organization.value()).param("most", most)
            .query((row, _) -> card(row)).list();
    }

    private static Declaration card(ResultSet row) throws SQLException {
        return new Declaration(row.getObject("id", UUID.class), row.getInt("number"), row.getObject("declared_on", LocalDate.class),
            row.getObject("declared_at", OffsetDateTime.class).toInstant(), row.getString("name"));
    }

    Set<Holding> holders(UUID declaration) {
        return Set.copyOf(db.sql("select teacher_id, post from census.holder where declaration_id = :declaration")
            .param("declaration", declaration)
            .query((row, _) -> new Holding(new TeacherId(row.getObject(1, UUID.class)), row.getString(2))).list());
    }

    /** Post by post. */
    Map<String, Integer> counts(UUID declaration) {
        var counts = new LinkedHashMap<String, Integer>();
        db.sql("""
                select h.post, h.n from census.headcount h
                  join census.post p on p.code = h.post
                 where h.declaration_id = :declaration order by p.position
                """).param("declaration", declaration).query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }

    /** What the roster says of the people who work there today, of these posts. */
    Set<Holding> roster(OrganizationId organization, Collection<String> posts) {
        return Set.copyOf(db.sql("""
                -- all teachers: a unit's people
                select p.teacher_id, post.code
                  from directory.person_card p
                  join census.post post on post.code = any (p.posts)
                 where p.organization_id = :organization and post.code = any (:posts)
                """)
            .param("organization", organization.value()).param("posts", posts.toArray(String[]::new))
            .query((row, _) -> new Holding(new TeacherId(row.getObject(1, UUID.class)), row.getString(2))).list());
    }

    void replace(Declaration old, Instant at) {
        db.sql("update census.declaration set replaced_at = :at where id = :id and replaced_at is null")
            .param("at", at.atOffset(ZoneOffset.UTC)).param("id", old.id()).update();
    }

    /** Who has left the unit meanwhile is not declared. */
    void add(OrganizationId organization, UUID id, int number, LocalDate on, Instant at, TeacherId by, Collection<Holding> holders) {
        db.sql("""
                insert into census.declaration (id, organization_id, number, declared_on, declared_at, declared_by)
                values (:id, :organization, :number, :on, :at, :by)
                """)
            .param("id", id).param("organization", organization.value()).param("number", number).param("on", on)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).update();
        db.sql("""
                insert into census.holder (teacher_id, declaration_id, post)
                select p.teacher_id, :id, h.post
                  from jsonb_to_recordset(cast(:holders as jsonb)) as h (teacher uuid, post text)
                  join directory.person_card p on p.teacher_id = h.teacher
                 where p.organization_id = :organization
                """)
            .param("id", id).param("organization", organization.value())
            .param("holders", Json.write(holders.stream().map(it -> Map.of("teacher", it.teacher().toString(), "post", it.post())).toList()))
            .update();
        db.sql("""
                insert into census.headcount (declaration_id, post, n)
                select h.declaration_id, h.post, count(h.teacher_id) from census.holder h
                 where h.declaration_id = :id group by h.declaration_id, h.post
                """).param("id", id).update();
    }
}
