package org.xingtan.summary;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;

/** The reports that units have handed in. Whoever asks has decided that the asker may know. */
@Repository
public class HandedInReports {

    private static final int MOST = 50;

    private final JdbcClient db;

    HandedInReports(JdbcClient db) {
        this.db = db;
    }

    /** The last one first. */
    public List<HandedInReport> of(OrganizationId unit) {
        return db.sql("""
                select s.call_id, c.title, s.experience
                  from summary.summary s
                  join summary.call c on c.id = s.call_id
                 where s.organization_id = :unit and s.state in ('SUBMITTED', 'ACCEPTED')
                 order by s.submitted_at desc, s.call_id
                 limit :most
                """)
            .param("unit", unit.value()).param("most", MOST)
            .query((row, _) -> new HandedInReport(row.getObject("call_id", UUID.class), row.getString("title"), row.getString("experience"))).list();
    }
}
