package org.xingtan.notice;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;

/** Use case: a notice is entered, with its attachments. A number that is there already stays as it is. */
@Service
public class PublishNotice {

    private final JdbcClient db;
    private final Notices notices;
    private final Clock clock;

    PublishNotice(JdbcClient db, Notices notices, Clock clock) {
        this.db = db;
        this.notices = notices;
        this.clock = clock;
    }

    /** @throws NotFound when it forwards a notice that is not there */
    @Transactional
    public UUID publish(NoticeDefinition notice) {
        var id = Uuids.next();
        if (insert(id, notice) == 0) {
            return notices.id(notice.number());
        }
        attach(id, notice);
        return id;
    }

    /**
     * A notice that somebody has written, in the name of an organization.
     *
     * @throws Refused when the number is there already
     */
    @Transactional
    void publish(UUID id, NoticeDefinition notice, OrganizationId owner, Actor actor) {
        if (insert(id, notice) == 0) {
            throw new Refused("notice.number-free", notice.number());
        }
        attach(id, notice);
        db.sql("update notice.notice set owner_id = :owner, published_at = :at, published_by = :by where id = :id")
            .param("owner", owner.value()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", actor.teacher().value())
            .param("id", id).update();
    }

    private void attach(UUID id, NoticeDefinition notice) {
        var position = 0;
        for (var document : notice.attachments()) {
            db.sql("insert into notice.attachment (notice_id, position, document_id) values (:notice, :position, :document)")
                .param("notice", id).param("position", ++position).param("document", document.value())
                .update();
        }
    }

    private int insert(UUID id, NoticeDefinition notice) {
        return db.sql("""
                insert into notice.notice
                    (id, number, issuer, title, issued_on, printed_on, disclosure, addressees, signed_by, summary, forwards_id)
                values (:id, :number, :issuer, :title, :issuedOn, :printedOn::date, :disclosure, :addressees, :signedBy, :summary,
                        :forwards::uuid)
                on conflict (number) do nothing
                """)
            .param("id", id)
            .param("number", notice.number())
            .param("issuer", notice.issuer())
            .param("title", notice.title())
            .param("issuedOn", notice.issuedOn())
            .param("printedOn", notice.printedOn())
            .param("disclosure", notice.disclosure().name())
            .param("addressees", notice.addressees())
            .param("signedBy", notice.signedBy())
            .param("summary", notice.summary())
            .param("forwards", notice.forwards() == null ? null : notices.id(notice.forwards()))
            .update();
    }
}
