package org.xingtan.program;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.NotFound;

/** The notices that programs come from. */
@Repository
public class Notices {

    private static final String REFERENCE = "select id, number, issuer, title from program.notice ";

    private final JdbcClient db;

    Notices(JdbcClient db) {
        this.db = db;
    }

    /** @throws NotFound when there is none */
    public NoticeCard find(UUID id) {
        return db.sql("""
                select id, number, issuer, title, issued_on, printed_on, disclosure, addressees, summary, forwards_id
                  from program.notice
                 where id = :id
                """)
            .param("id", id)
            .query((row, _) -> card(row)).optional().orElseThrow(() -> new NotFound(id));
    }

    /** The newest first. */
    public List<NoticeCard.Reference> latest(int limit) {
        return db.sql(REFERENCE + "order by issued_on desc, id desc limit :limit").param("limit", limit)
            .query((row, _) -> reference(row)).list();
    }

    private NoticeCard card(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new NoticeCard(id, row.getString("number"), row.getString("issuer"), row.getString("title"),
            row.getObject("issued_on", LocalDate.class), row.getObject("printed_on", LocalDate.class),
            NoticeDefinition.Disclosure.valueOf(row.getString("disclosure")), row.getString("addressees"), row.getString("summary"),
            forwards(row.getObject("forwards_id", UUID.class)), forwardedBy(id));
    }

    private NoticeCard.@Nullable Reference forwards(@Nullable UUID original) {
        return original == null ? null
            : db.sql(REFERENCE + "where id = :id").param("id", original).query((row, _) -> reference(row)).single();
    }

    private List<NoticeCard.Reference> forwardedBy(UUID id) {
        return db.sql(REFERENCE + "where forwards_id = :id order by issued_on, id").param("id", id)
            .query((row, _) -> reference(row)).list();
    }

    private static NoticeCard.Reference reference(ResultSet row) throws SQLException {
        return new NoticeCard.Reference(row.getObject("id", UUID.class), row.getString("number"), row.getString("issuer"), row.getString("title"));
    }
}
