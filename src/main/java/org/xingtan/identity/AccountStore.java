package org.xingtan.identity;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.persistence.PersonalTrace;
import org.xingtan.platform.TeacherId;

/** The table of accounts. */
@Repository
class AccountStore implements PersonalTrace {

    /**
     * An account as a password is checked against it.
     *
     * @param hash null until the person has activated the account
     * @param live whether the person may sign in at all: not disabled, and working or appointed somewhere
     * @param path where the person belongs; null when he works nowhere
     */
    record Account(TeacherId teacher, @Nullable String hash, boolean live, @Nullable String path) {}

    private static final String READ = """
        select a.teacher_id, a.password_hash, p.organization_path::text as path,
               a.disabled_at is null
               and (p.teacher_id is not null
                    or exists (select from directory.appointment_card c where c.teacher_id = a.teacher_id)) as live
          from identity.account a
          left join directory.person_card p on p.teacher_id = a.teacher_id
        """;

    private final JdbcClient db;
    private final EndSignIns signIns;

    AccountStore(JdbcClient db, EndSignIns signIns) {
        this.db = db;
        this.signIns = signIns;
    }

    /** @param key of {@link SignInNames#key} */
    Optional<Account> named(SignInName.Kind kind, String key) {
        return db.sql(READ + " where a.teacher_id = (select n.teacher_id from identity.sign_in_name n where n.name = :key and n.kind = :kind)")
            .param("key", key)
            .param("kind", kind.name())
            .query((row, _) -> account(row)).optional();
    }

    Optional<Account> of(TeacherId teacher) {
        return db.sql(READ + " where a.teacher_id = :teacher")
            .param("teacher", teacher.value())
            .query((row, _) -> account(row)).optional();
    }

    /** Nobody signs in as this person any more, and the names are free for others. */
    @Override
    public void forget(TeacherId person) {
        signIns.all(person);
        db.sql("delete from identity.sign_in_name where teacher_id = :person").param("person", person.value()).update();
        db.sql("delete from identity.wrong_try where teacher_id = :person").param("person", person.value()).update();
        db.sql("update identity.account set password_hash = null, disabled_at = now() where teacher_id = :person").param("person", person.value()).update();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("password_hash"), row.getBoolean("live"),
            row.getString("path"));
    }

    void signedIn(TeacherId teacher, Instant now) {
        db.sql("""
                update identity.account
                   set last_sign_in_at = :now
                 where teacher_id = :teacher
                """)
            .param("teacher", teacher.value())
            .param("now", now.atOffset(UTC))
            .update();
    }

    /** The person's own password; makes the account when there is none yet. */
    void setPassword(TeacherId teacher, String hash, Instant now) {
        db.sql("""
                insert into identity.account (teacher_id, password_hash, password_set_at, activated_at)
                values (:teacher, :hash, :now, :now)
                on conflict (teacher_id) do update
                   set password_hash = excluded.password_hash, password_set_at = excluded.password_set_at,
                       password_expires_at = null, activated_at = coalesce(account.activated_at, excluded.activated_at)
                """)
            .param("teacher", teacher.value())
            .param("hash", hash)
            .param("now", now.atOffset(UTC))
            .update();
        db.sql("delete from identity.wrong_try where teacher_id = :teacher")
            .param("teacher", teacher.value())
            .update();
    }
}
