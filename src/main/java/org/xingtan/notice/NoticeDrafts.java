package org.xingtan.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.persistence.Json;

/** The notices that are being written. */
@Repository
class NoticeDrafts {

    private static final String SELECT = """
        select d.id, d.owner_id, d.content, d.version, d.changed_at, o.name, o.name_en
          from notice.draft d
          join directory.organization_card o on o.id = d.owner_id
        """;

    private final JdbcClient db;
    private final Clock clock;

    NoticeDrafts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Optional<NoticeDraftCard> find(UUID id) {
        return db.sql(SELECT + " where d.id = :id").param("id", id).query((row, _) -> row(row)).optional();
    }

    /** Nobody else saves, publishes or throws it away until the transaction ends. */
    void lock(UUID id) {
        db.sql("select id from notice.draft where id = :id for update").param("id", id).query(UUID.class).optional();
    }

    /** The last changed first; there are few. */
    List<NoticeDraftCard> within(Scope scope) {
        return db.sql(SELECT + " where o.path <@ any (:scope::public.ltree[]) order by d.changed_at desc, d.id desc limit 100")
            .param("scope", scope.toArray()).query((row, _) -> row(row)).list();
    }

    /**
     * Saves it on top of the version that was read. The same content again changes nothing.
     *
     * @return whether something changed
     * @throws OptimisticLockingFailureException when somebody has changed it meanwhile
     */
    boolean save(UUID id, OrganizationId owner, NoticeDraft content, int version, Actor actor) {
        var saved = db.sql(version == 0 ? """
                insert into notice.draft (id, owner_id, content, version, changed_at, changed_by)
                values (:id, :owner, :content, :version + 1, :at, :by)
                on conflict (id) do nothing
                """ : """
                update notice.draft set owner_id = :owner, content = :content, version = version + 1, changed_at = :at, changed_by = :by
                 where id = :id and version = :version
                """)
            .param("id", id).param("owner", owner.value()).param("content", Json.jsonb(content)).param("version", version)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", actor.teacher().value())
            .update() == 1;
        if (!saved && find(id).filter(it -> it.owner().equals(owner) && it.content().equals(content)).isEmpty()) {
            throw new OptimisticLockingFailureException("draft " + id);
        }
        return saved;
    }

    /** @return whether it was there */
    boolean remove(UUID id) {
        return db.sql("delete from notice.draft where id = :id").param("id", id).update() == 1;
    }

    private static NoticeDraftCard row(ResultSet row) throws SQLException {
        return new NoticeDraftCard(row.getObject("id", UUID.class), new OrganizationId(row.getObject("owner_id", UUID.class)), row.getString("name"),
            row.getString("name_en"), Json.read(row.getString("content"), NoticeDraft.class), row.getInt("version"),
            row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
