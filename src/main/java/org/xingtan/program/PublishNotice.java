package org.xingtan.program;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Uuids;

/** Use case: a notice is entered. A number that is there already stays as it is. */
@Service
public class PublishNotice {

    private final JdbcClient db;

    PublishNotice(JdbcClient db) {
        this.db = db;
    }

    /** @throws NotFound when it forwards a notice that is not there */
    @Transactional
    public UUID publish(NoticeDefinition notice) {
        db.sql("""
                insert into program.notice
                    (id, number, issuer, title, issued_on, printed_on, disclosure, addressees, summary, forwards_id)
                values (:id, :number, :issuer, :title, :issuedOn, :printedOn::date, :disclosure, :addressees, :summary, :forwards::uuid)
                on conflict (number) do nothing
                """)
            .param("id", Uuids.next())
            .param("number", notice.number())
            .param("issuer", notice.issuer())
            .param("title", notice.title())
            .param("issuedOn", notice.issuedOn())
            .param("printedOn", notice.printedOn())
            .param("disclosure", notice.disclosure().name())
            .param("addressees", notice.addressees())
            .param("summary", notice.summary())
            .param("forwards", notice.forwards() == null ? null : id(notice.forwards()))
            .update();
        return id(notice.number());
    }

    UUID id(String number) {
        return db.sql("select id from program.notice where number = :number").param("number", number)
            .query(UUID.class).optional().orElseThrow(() -> new NotFound(number));
    }
}
