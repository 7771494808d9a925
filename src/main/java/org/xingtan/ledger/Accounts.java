package org.xingtan.ledger;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** The accounts of a person, one per jurisdiction. Whoever holds their rows may count what is left under a cap. */
@Repository
class Accounts {

    private final JdbcClient db;
    private final Jurisdictions jurisdictions;
    private final Clock clock;

    Accounts(JdbcClient db, Jurisdictions jurisdictions, Clock clock) {
        this.db = db;
        this.jurisdictions = jurisdictions;
        this.clock = clock;
    }

    /**
     * Opens the account when it is missing and locks all accounts of the person until the transaction ends.
     *
     * @param path ltree path of the unit the person counts in
     * @return by whose rules hours of that unit count
     */
    OrganizationId lock(TeacherId teacher, String path) {
        var jurisdiction = jurisdictions.of(path);
        if (!isOpen(teacher, jurisdiction)) {
            open(teacher, jurisdiction);
        }
        lock(teacher);
        return jurisdiction;
    }

    void lock(TeacherId teacher) {
        db.sql("select jurisdiction from ledger.account where teacher_id = :teacher order by jurisdiction for update")
            .param("teacher", teacher.value()).query().listOfRows();
    }

    /** The authorities by whose rules he has hours. */
    List<OrganizationId> of(TeacherId teacher) {
        return db.sql("select jurisdiction from ledger.account where teacher_id = :teacher order by jurisdiction").param("teacher", teacher.value())
            .query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).list();
    }

    /** The one by whose rules an entry counts. */
    OrganizationId of(TeacherId teacher, UUID entry) {
        return db.sql("select jurisdiction from ledger.entry where teacher_id = :teacher and id = :entry").param("teacher", teacher.value()).param("entry", entry)
            .query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).single();
    }

    private boolean isOpen(TeacherId teacher, OrganizationId jurisdiction) {
        return db.sql("select exists (select from ledger.account where teacher_id = :teacher and jurisdiction = :jurisdiction)")
            .param("teacher", teacher.value()).param("jurisdiction", jurisdiction.value())
            .query(Boolean.class).single();
    }

    /**
     * Two transactions that open the first accounts of a person in two jurisdictions would not see each other's rows and
     * so share no lock: they queue for the person here. Always before the rows, so that nobody waits in a circle.
     */
    private void open(TeacherId teacher, OrganizationId jurisdiction) {
        db.sql("select pg_advisory_xact_lock(:key)").param("key", teacher.value().getMostSignificantBits() ^ teacher.value().getLeastSignificantBits())
            .query().listOfRows();
        db.sql("""
                insert into ledger.account (teacher_id, jurisdiction, opened_at) values (:teacher, :jurisdiction, :at)
                on conflict do nothing
                """)
            .param("teacher", teacher.value()).param("jurisdiction", jurisdiction.value())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    }
}
