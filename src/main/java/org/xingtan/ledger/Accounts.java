package org.xingtan.ledger;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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

    /**
     * The same of many: in the same order whoever asks, and in as many statements for thousands as for two.
     *
     * @param paths of the units in which they count
     */
    Map<TeacherId, OrganizationId> lock(Map<TeacherId, String> paths) {
        return lock(paths, Set.of());
    }

    /** With those that others have, and opens these none. */
    Map<TeacherId, OrganizationId> lock(Map<TeacherId, String> paths, Collection<TeacherId> others) {
        var of = new HashMap<TeacherId, OrganizationId>();
        if (!paths.isEmpty()) {
            var by = jurisdictions.of(Set.copyOf(paths.values()));
            paths.forEach((teacher, path) -> of.put(teacher, by.get(path)));
            openMissing(of);
        }
        lock(Stream.concat(paths.keySet().stream(), others.stream()).toList());
        return of;
    }

    void lock(TeacherId teacher) {
        lock(List.of(teacher));
    }

    void lock(Collection<TeacherId> teachers) {
        db.sql("select jurisdiction from ledger.account where teacher_id = any (:teachers) order by teacher_id, jurisdiction for update")
            .param("teachers", TeacherId.array(teachers)).query(_ -> {});
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
        db.sql("select pg_advisory_xact_lock(:key)").param("key", key(teacher)).query().listOfRows();
        db.sql("""
                insert into ledger.account (teacher_id, jurisdiction, opened_at) values (:teacher, :jurisdiction, :at)
                on conflict do nothing
                """)
            .param("teacher", teacher.value()).param("jurisdiction", jurisdiction.value())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    }

    private static long key(TeacherId teacher) {
        return teacher.value().getMostSignificantBits() ^ teacher.value().getLeastSignificantBits();
    }

    private void openMissing(Map<TeacherId, OrganizationId> of) {
        var all = List.copyOf(of.keySet());
        var missing = db.sql("""
                select w.teacher_id
                  from unnest(cast(:teachers as uuid[]), cast(:jurisdictions as uuid[])) as w (teacher_id, jurisdiction)
                 where not exists (select from ledger.account a where a.teacher_id = w.teacher_id and a.jurisdiction = w.jurisdiction)
                """)
            .param("teachers", TeacherId.array(all)).param("jurisdictions", all.stream().map(it -> of.get(it).value()).toArray(UUID[]::new))
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
        if (missing.isEmpty()) {
            return;
        }
        db.sql("select pg_advisory_xact_lock(k.key) from (select key from unnest(cast(:keys as bigint[])) as u (key) order by key) k")
            .param("keys", missing.stream().map(Accounts::key).toArray(Long[]::new)).query(_ -> {});
        db.sql("""
                insert into ledger.account (teacher_id, jurisdiction, opened_at)
                select w.teacher_id, w.jurisdiction, :at
                  from unnest(cast(:teachers as uuid[]), cast(:jurisdictions as uuid[])) as w (teacher_id, jurisdiction)
                 order by w.teacher_id
                on conflict do nothing
                """)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("teachers", TeacherId.array(missing))
            .param("jurisdictions", missing.stream().map(it -> of.get(it).value()).toArray(UUID[]::new)).update();
    }
}
