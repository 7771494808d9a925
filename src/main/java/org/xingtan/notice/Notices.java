package org.xingtan.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Uuids;

/** The notices that programs come from. */
@Repository
public class Notices implements Organizations.Heir {

    private static final int PAGE = 30;

    /** A part of the list, and the last of it when more follow. */
    record Page(List<NoticeCard.Reference> notices, @Nullable UUID next) {}

    /** One of an organization's own. */
    public record Owned(NoticeCard.Reference notice, boolean withdrawn) {}

    private final JdbcClient db;

    Notices(JdbcClient db) {
        this.db = db;
    }

    /** Whoever a unit goes up in answers for its notices that are in force, which go on naming who issued them, and for what it is writing. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("update notice.notice set owner_id = :into where owner_id = :unit and withdrawn_at is null")
            .param("unit", unit.value()).param("into", into.value()).update();
        db.sql("update notice.draft set owner_id = :into where owner_id = :unit")
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    /** @throws NotFound when there is none */
    public NoticeCard find(UUID id) {
        return db.sql("""
                select id, number, issuer, title, issued_on, printed_on, disclosure, addressees, signed_by, summary, forwards_id,
                       owner_id, withdrawn_at, withdrawn_reason
                  from notice.notice
                 where id = :id
                """)
            .param("id", id)
            .query((row, _) -> card(row)).optional().orElseThrow(() -> new NotFound(id));
    }

    /** @throws NotFound when no notice has this number */
    public UUID id(String number) {
        return find(number).orElseThrow(() -> new NotFound(number));
    }

    /** The notice of a number, also one that was withdrawn. */
    public Optional<UUID> find(String number) {
        return db.sql("select id from notice.notice where number = :number").param("number", number).query(UUID.class).optional();
    }

    boolean isThere(UUID id) {
        return db.sql("select exists (select from notice.notice where id = :id)").param("id", id).query(Boolean.class).single();
    }

    /** Those of these organizations, the newest first, also withdrawn ones. */
    org.xingtan.platform.web.Page<Owned> owned(Scope scope, @Nullable String after) {
        var rows = db.sql("""
                select n.id, n.number, n.issuer, n.title, n.issued_on, n.withdrawn_at is not null as withdrawn
                  from notice.notice n
                  join directory.organization_card o on o.id = n.owner_id
                 where o.path <@ any (:scope::public.ltree[])
                   and (:after::uuid is null
                        or (n.issued_on, n.id) < (select l.issued_on, l.id from notice.notice l where l.id = :after::uuid))
                 order by n.issued_on desc, n.id desc
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("after", key(after)).param("limit", PAGE + 1)
            .query((row, _) -> new Owned(reference(row), row.getBoolean("withdrawn"))).list();
        return org.xingtan.platform.web.Page.of(rows, PAGE, row -> row.notice().id().toString());
    }

    private static @Nullable UUID key(@Nullable String cursor) {
        var key = org.xingtan.platform.web.Page.decode(cursor);
        return key == null ? null : Uuids.parse(key);
    }

    /** In force, the newest first. */
    public List<NoticeCard.Reference> latest(int limit) {
        return page(null, limit);
    }

    Page page(@Nullable UUID after) {
        var found = page(after, PAGE + 1);
        return found.size() <= PAGE ? new Page(found, null) : new Page(found.subList(0, PAGE), found.get(PAGE - 1).id());
    }

    private List<NoticeCard.Reference> page(@Nullable UUID after, int limit) {
        return db.sql("""
                select n.id, n.number, n.issuer, n.title, n.issued_on
                  from notice.notice n
                 where n.withdrawn_at is null
                   and (:after::uuid is null
                    or (n.issued_on, n.id) < (select l.issued_on, l.id from notice.notice l where l.id = :after::uuid))
                 order by n.issued_on desc, n.id desc
                 limit :limit
                """)
            .param("after", after).param("limit", limit)
            .query((row, _) -> reference(row)).list();
    }

    private NoticeCard card(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new NoticeCard(id, row.getString("number"), row.getString("issuer"), row.getString("title"),
            row.getObject("issued_on", LocalDate.class), row.getObject("printed_on", LocalDate.class),
            NoticeDefinition.Disclosure.valueOf(row.getString("disclosure")), row.getString("addressees"), row.getString("signed_by"),
            row.getString("summary"), forwards(row.getObject("forwards_id", UUID.class)), forwardedBy(id), attachments(id),
            owner(row), withdrawal(row));
    }

    private static @Nullable OrganizationId owner(ResultSet row) throws SQLException {
        var owner = row.getObject("owner_id", UUID.class);
        return owner == null ? null : new OrganizationId(owner);
    }

    private static NoticeCard.@Nullable Withdrawal withdrawal(ResultSet row) throws SQLException {
        var at = row.getObject("withdrawn_at", OffsetDateTime.class);
        return at == null ? null : new NoticeCard.Withdrawal(at.toInstant(), row.getString("withdrawn_reason"));
    }

    private NoticeCard.@Nullable Reference forwards(@Nullable UUID original) {
        return original == null ? null
            : db.sql("select id, number, issuer, title, issued_on from notice.notice where id = :id").param("id", original)
                .query((row, _) -> reference(row)).single();
    }

    private List<NoticeCard.Reference> forwardedBy(UUID id) {
        return db.sql("select id, number, issuer, title, issued_on from notice.notice where forwards_id = :id and withdrawn_at is null order by issued_on, id")
            .param("id", id)
            .query((row, _) -> reference(row)).list();
    }

    private List<DocumentCard> attachments(UUID notice) {
        return db.sql("""
                select d.id, d.name, d.media_type, d.size, d.sha256, d.state, d.signature
                  from notice.attachment a
                  join document.document_card d on d.id = a.document_id
                 where a.notice_id = :notice and d.state in ('UNSCANNED', 'CLEAN')
                 order by a.position
                """)
            .param("notice", notice)
            .query((row, _) -> DocumentCard.read(row)).list();
    }

    private static NoticeCard.Reference reference(ResultSet row) throws SQLException {
        return new NoticeCard.Reference(row.getObject("id", UUID.class), row.getString("number"), row.getString("issuer"),
            row.getString("title"), row.getObject("issued_on", LocalDate.class));
    }
}
