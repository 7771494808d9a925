package org.xingtan.bulletin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;

/** The heads of bulletins. */
@Repository
public class Bulletins {

    private static final String SELECT = """
        select b.id, b.organization_id, o.path::text as path, b.organization_name, b.organization_name_en, b.program_id, b.hours_year, b.about, b.basis,
               b.depth, b.title, b.body, b.ranking_reason, b.as_of, b.drafted_by_name, b.year, b.number, b.published_at, b.published_by_name, b.version,
               old.id as old_id, old.year as old_year, old.number as old_number,
               newer.id as newer_id, newer.year as newer_year, newer.number as newer_number
          from bulletin.bulletin b
          join directory.organization_card o on o.id = b.organization_id
          left join bulletin.bulletin old on old.id = b.corrects
          left join bulletin.bulletin newer on newer.corrects = b.id and newer.published_at is not null
        """;

    private final JdbcClient db;

    Bulletins(JdbcClient db) {
        this.db = db;
    }

    public Optional<Bulletin> find(BulletinId id) {
        return db.sql(SELECT + "where b.id = :id").param("id", id.value()).query((row, _) -> bulletin(row)).optional();
    }

    /**
     * Drafts of the authorities somebody publishes for; what is published of his units, of those above them and of those below.
     *
     * @param after the last one of the part before; null for the first
     */
    Page<Bulletin> page(Scope publish, Scope view, @Nullable UUID after, int limit) {
        var rows = db.sql(SELECT + """
                 where (:after::uuid is null or b.id < :after::uuid)
                   and (b.published_at is null and o.path <@ any (cast(:publish as public.ltree[]))
                        or b.published_at is not null and (o.path <@ any (cast(:view as public.ltree[])) or o.path @> any (cast(:view as public.ltree[]))))
                 order by b.id desc
                 limit :limit
                """)
            .param("after", after).param("publish", publish.toArray()).param("view", view.toArray()).param("limit", limit + 1)
            .query((row, _) -> bulletin(row)).list();
        return Page.of(rows, limit, it -> it.id().toString());
    }

    /** @return whether it is new: sent twice, a draft is made once */
    boolean add(Bulletin draft, Actor author) {
        return db.sql("""
                insert into bulletin.bulletin (id, organization_id, organization_name, organization_name_en, program_id, hours_year, about, basis, depth,
                                               title, body, ranking_reason, corrects, as_of, drafted_by, drafted_by_name)
                values (:id, :organization, :name, :nameEn, :program, :year, :about, :basis, :depth, :title, :body, :reason, :corrects, :asOf, :by, :byName)
                on conflict (id) do nothing
                """)
            .param("id", draft.id().value()).param("organization", draft.organization().value())
            .param("name", draft.unit().chinese()).param("nameEn", draft.unit().english())
            .param("program", draft.subject().programOrNull() == null ? null : draft.subject().programOrNull().value())
            .param("year", draft.subject().yearOrNull()).param("about", draft.about()).param("basis", draft.basis()).param("depth", draft.depth())
            .param("title", draft.title()).param("body", draft.body()).param("reason", draft.rankingReason())
            .param("corrects", draft.corrects() == null ? null : draft.corrects().id().value())
            .param("asOf", draft.asOf().atOffset(ZoneOffset.UTC)).param("by", author.teacher().value()).param("byName", author.personName())
            .update() == 1;
    }

    /** @return whether it was still the draft of that version */
    boolean write(BulletinId id, int version, BulletinText text) {
        return db.sql("""
                update bulletin.bulletin
                   set title = :title, body = :body, ranking_reason = :reason, version = version + 1
                 where id = :id and version = :version and published_at is null
                """)
            .param("title", text.title()).param("body", text.body()).param("reason", text.rankingReason())
            .param("id", id.value()).param("version", version).update() == 1;
    }

    /** @return whether it was still the draft of that version */
    boolean date(BulletinId id, int version, Instant asOf) {
        return db.sql("""
                update bulletin.bulletin set as_of = :asOf, version = version + 1
                 where id = :id and version = :version and published_at is null
                """)
            .param("asOf", asOf.atOffset(ZoneOffset.UTC)).param("id", id.value()).param("version", version).update() == 1;
    }

    /** The next number of the authority's year; whoever asks meanwhile waits for the commit. */
    int nextNumber(OrganizationId organization, int year) {
        return db.sql("""
                insert into bulletin.series as series (organization_id, year, last) values (:organization, :year, 1)
                on conflict (organization_id, year) do update set last = series.last + excluded.last
                returning last
                """)
            .param("organization", organization.value()).param("year", year).query(Integer.class).single();
    }

    /** @return whether it was still the draft of that version */
    boolean publish(BulletinId id, int version, Bulletin.Published published, Actor by) {
        return db.sql("""
                update bulletin.bulletin
                   set year = :year, number = :number, published_at = :at, published_by = :by, published_by_name = :byName, version = version + 1
                 where id = :id and version = :version and published_at is null
                """)
            .param("year", published.year()).param("number", published.number()).param("at", published.at().atOffset(ZoneOffset.UTC))
            .param("by", by.teacher().value()).param("byName", published.by()).param("id", id.value()).param("version", version).update() == 1;
    }

    void remove(BulletinId draft) {
        db.sql("delete from bulletin.line where bulletin_id = :id").param("id", draft.value()).update();
        db.sql("delete from bulletin.bulletin where id = :id").param("id", draft.value()).update();
    }

    private static Bulletin bulletin(ResultSet row) throws SQLException {
        var program = row.getObject("program_id", UUID.class);
        var at = row.getObject("published_at", OffsetDateTime.class);
        return new Bulletin(new BulletinId(row.getObject("id", UUID.class)), new OrganizationId(row.getObject("organization_id", UUID.class)),
            row.getString("path"), new Localized(row.getString("organization_name"), row.getString("organization_name_en")),
            program == null ? new Subject.OfHours(row.getInt("hours_year")) : new Subject.OfProgram(new ProgramId(program)),
            row.getString("about"), row.getString("basis"), row.getInt("depth"), row.getString("title"), row.getString("body"),
            row.getString("ranking_reason"), row.getObject("as_of", OffsetDateTime.class).toInstant(), row.getString("drafted_by_name"),
            reference(row, "old"), reference(row, "newer"),
            at == null ? null : new Bulletin.Published(row.getInt("year"), row.getInt("number"), at.toInstant(), row.getString("published_by_name")),
            row.getInt("version"));
    }

    private static Bulletin.@Nullable Reference reference(ResultSet row, String which) throws SQLException {
        var id = row.getObject(which + "_id", UUID.class);
        return id == null ? null : new Bulletin.Reference(new BulletinId(id), row.getInt(which + "_year"), row.getInt(which + "_number"));
    }
}
